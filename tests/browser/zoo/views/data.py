"""Data: a chart, tables, downloads, and the containers around them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.title("Số liệu", anchor=False)
frame = pd.DataFrame({"Trường": ["Trường A", "Trường B", "Trường C"], "Đảng viên": [12, None, 30]})
st.plotly_chart(
    go.Figure(go.Bar(x=frame["Trường"], y=frame["Đảng viên"])), key="chart", on_select="rerun", alt="Cột theo trường"
)
st.dataframe(frame, key="table", on_select="rerun", selection_mode="multi-row")
st.dataframe(frame.iloc[:0], key="none")
st.data_editor(frame, key="editor", num_rows="dynamic")
st.table(frame.iloc[:0])
st.download_button("Tải về", data=b"abc", file_name="bang.csv")
st.expander("Mở rộng").write("Bên trong")
st.popover("Lọc").write("Bộ lọc")
st.code("print(1)")
st.metric("Tổng", 42, help="Giải thích")


@st.dialog("Hỏi lại")
def ask() -> None:
    """Show a dialog with nothing to answer."""
    st.write("Chắc chứ?")


if st.button("Mở hộp thoại", key="ask"):
    ask()
if st.button("Báo", key="toast"):
    st.toast("Đã ghi. " * 60)
with st.sidebar:
    st.write("Bên cạnh")
