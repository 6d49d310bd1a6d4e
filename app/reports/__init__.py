"""Paper: facts are gathered, composed into blocks by pure functions, then typeset or written as one page."""
