"""What is wrong with the arguments themselves, as opposed to what they hold."""


class UsageError(Exception):
    """The arguments do not make sense together; the message is for the person."""
