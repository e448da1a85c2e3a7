"""Every part of Streamlit's that the product uses, beside data that say what Streamlit says."""

import streamlit as st

from tests.browser.words_page.data import DATA

NOTHING: list[str] = []

st.title("部件", anchor=False)
st.session_state.setdefault("days", ())
st.date_input("起止日期", key="days")
st.date_input("一天", None, key="day")
st.datetime_input("何时", None, key="moment")
st.time_input("几点", None, key="time")
st.selectbox("选一", ["甲", "乙"], index=None, key="one")
st.selectbox("没有可选", NOTHING, index=None, key="none")
st.multiselect("选多", ["甲", "乙"], key="many")
st.multiselect("没有可选多", NOTHING, key="none-of-many")
st.text_input("字", key="text")
st.text_area("长字", key="area", max_chars=20)
st.number_input("数", key="number")
st.file_uploader("文件", type=["csv", "xlsx"], key="file")
st.file_uploader("几个文件", accept_multiple_files=True, key="files")
st.dataframe({"甲": [1, 2], "乙": ["子", "丑"]}, key="table", on_select="rerun", selection_mode="multi-row")
st.code("查询", language=None)
with st.popover("弹出", key="chip"):
    st.text_input("弹出的字")
st.button("提示", help="说明")
if st.button("对话"):
    st.dialog("标题")(lambda: st.write("内容"))()

with st.container(key="data"):
    st.selectbox("数据一", DATA, index=0, key="data-one")
    st.multiselect("数据多", DATA, default=["Stop"], key="data-many")
    st.radio("数据单", DATA[:2], key="data-radio")
    st.pills("数据丸", DATA[2:4], key="data-pills")
    st.markdown("\n\n".join(DATA))
    st.metric("数据值", "Light")
    st.table([{"列": word} for word in DATA])
    st.code("Search", language=None)
if st.query_params.get("fails"):
    raise RuntimeError("secret")
