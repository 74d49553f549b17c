"""Small pages for the tests, all of invented sentences."""

PARAGRAPHS = (
    "The harbour office said on Friday that the new breakwater would open in March.",
    "Engineers quoted by the paper put the cost at 12 million crowns, twice the first estimate.",
    "“We had not counted on the storms,” the harbour master told reporters, adding that no more "
    "money would be needed.",
)


def html_page(body: str = "", *, head: str = "", around: str = "") -> str:
    """A page with boilerplate around `body`, which stands in an element no rule knows."""
    paragraphs = body or "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return f"""<!DOCTYPE html><html><head><title>Breakwater to open in March | The Quay</title>
{head}<script>var words = "<p>The script said nothing.</p>";</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>{around}
<h1>Breakwater to open in March</h1>
<div class="c-17x">{paragraphs}</div>
<footer><p>All rights reserved by the publisher of this paper.</p></footer></body></html>"""


def mirror(body: str, *, url: str = "https://quay.example/21/3/5/n1.htm") -> str:
    return f"""### 防波堤三月启用

---

#### [首页](../../..?n1) &nbsp;|&nbsp; [评论](../../../comment?n1)


<div class="post_content">
{body}
</div>


---

原文链接（需翻墙）：{url}"""
