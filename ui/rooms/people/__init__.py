"""The pupils: their list, the page of each, and the forms in which they are written down."""
