"""The chat: the plain pages' answers in one thread, with facts that can be changed one at a time. Gradio is imported here alone."""
