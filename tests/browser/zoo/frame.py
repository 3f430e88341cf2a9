"""The zoo's frame: it runs first on every address and says whether the shell marked the request."""

from __future__ import annotations

import streamlit as st

from dashboard.ui.shell.mark import is_marked

page = st.navigation(
    [
        st.Page("views/inputs.py", title="Ô nhập", default=True),
        st.Page("views/data.py", title="Số liệu", url_path="data"),
        st.Page("views/trouble.py", title="Trục trặc", url_path="trouble"),
    ],
    position="top",
)
st.caption("Khung đã chạy: " + ("có dấu" if is_marked(st.context.headers) else "không có dấu"))
page.run()
