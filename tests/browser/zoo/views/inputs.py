"""Inputs: what people type, choose and upload."""

from __future__ import annotations

from datetime import date

import streamlit as st

st.title("Ô nhập", anchor=False)
st.file_uploader("Tệp của trường", type=["csv", "xlsx"], accept_multiple_files=True, key="many")
st.file_uploader("Một tệp", type=["csv"], key="one")
st.multiselect("Trường", [f"Trường số {n}" for n in range(60)], key="schools")
st.selectbox("Xã", ["An Khê", "Đồng Tâm"], index=None, key="commune")
st.selectbox("Xã khác", ["An Khê", "Đồng Tâm"], index=None, key="other", accept_new_options=True)
st.selectbox("Trống", [], key="nothing")
st.text_input("Tên trường", max_chars=50, key="name")
st.text_input("Mật khẩu", type="password", key="password")
st.text_area("Ghi chú", key="note")
st.number_input("Số", value=None, min_value=0, max_value=10, key="number")
st.date_input("Ngày", value=None, key="day")
st.date_input("Khoảng", value=(date(2026, 10, 1), date(2026, 10, 31)), key="range")
st.time_input("Giờ", value=None, key="hour")
st.pagination(7, key="pages")
with st.form("form"):
    st.text_input("Trong biểu mẫu", key="inside", required=True)
    st.form_submit_button("Ghi")
# A label that is one of Streamlit's own words must stay as it was written.
st.markdown("Search")
st.button("Upload", key="user_word")
