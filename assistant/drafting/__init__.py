"""A proposed rule pack from a policy that nobody wrote rules for. It decides nothing until a person confirms it."""
