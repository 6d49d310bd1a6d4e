"""Curriculum on the screen: the tree, the pupils, and three equal ways to log a step."""
