"""Figures: pure functions from a frame and a translator to a Plotly figure, one module a subject of questions.

Each figure has a ``…_sentence`` beside it, its finding in words, which is the heading and the text alternative.
``theme`` is how all of them look; show them with Streamlit's own theme off and ``theme.config``.
"""
