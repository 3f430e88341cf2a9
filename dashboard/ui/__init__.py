"""What people see and touch: the frame, its widgets, and the shell around Streamlit.

With ``app.py`` and ``pages/`` this is the only code that knows Streamlit. ``site`` says where the pages are;
``shell`` is what stands between the browser and Streamlit's server.
"""
