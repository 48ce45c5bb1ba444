"""The web pages: plain pages that need no JavaScript, and the chat beside them."""
