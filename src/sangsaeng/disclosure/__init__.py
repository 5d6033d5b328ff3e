"""Technical material shown to a named counterpart under a non-disclosure agreement."""
