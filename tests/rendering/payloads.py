"""Hostile values: a set of our own that always runs, and the shared one where it is present."""

import json
from collections.abc import Iterator
from functools import cache

from tests.data import shared_files

OWN = (
    "<script>alert(1)</script>",
    "<ScRiPt\n>alert(1)</sCrIpT\t>",
    "</script><script>alert(1)</script>",
    "</title></style></textarea><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)//",
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)><p>a",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>a</a>",
    "<a href=' java&#10;script:alert(1)'>a</a>",
    "<a href=&#106;avascript&colon;alert(1)>a</a>",
    "<a href=vbscript:x>a</a><a href=data:text/html,<script>alert(1)</script>>a</a>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<base href=https://evil.example/><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<div style=background:url(https://evil.example/)>a</div>",
    "<p onclick=alert(1) onmouseover='alert(1)'>a</p>",
    "<details open ontoggle=alert(1)>a</details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "\"'><script>alert(1)</script>",
    "' onfocus=alert(1) autofocus '",
    '" onfocus=alert(1) autofocus "',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    'https://ok.example/" onmouseover="alert(1)',
    "https://ok.example/'><script>alert(1)</script>",
    "{{ 7 * 7 }}{% for a in b %}{{ config }}",
    "${alert(1)}{{constructor.constructor('alert(1)')()}}",
    "[a](javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a]( java\nscript:alert(1))",
    "[a](JAVASCRIPT&colon;alert(1))",
    "![a](javascript:alert(1))",
    '![a](x "onerror=alert(1)")',
    '![a" onerror="alert(1)](https://ok.example/x.png)',
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
    "a{: onclick=alert(1) style=x href=javascript:alert(1) }",
    "[a](https://ok.example){: href=javascript:alert(1) onclick=alert(1) }",
    "# h {: onclick=alert(1) #article }",
    "```{ .x onclick=alert(1) }\n</code><script>alert(1)</script>\n```",
    '*[a]: " onclick=alert(1) x="\n\na',
    "[^a]\n\n[^a]: <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<script>alert(1)</script>\u2028</script>\u2029<!--",
    "\ud800<script>alert(1)</script>\udfff",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "wzxhzdk:0wzxhzdk:1\x02wzxhzdk:0\x03",
    "\x02amp\x03\x02klzzwxh:0000\x03",
)


@cache
def shared_values() -> tuple[str, ...]:
    """Every payload of the shared set, once; skips the test where the set is absent."""
    found: dict[str, None] = {}
    for name, data in shared_files("security.tar.gz"):
        if "/_S" not in name:
            found |= dict.fromkeys(_payloads(name, data.decode("utf-8", "replace")))
    return tuple(found)


def _payloads(name: str, text: str) -> Iterator[str]:
    if name.endswith("blns.json"):
        yield from json.loads(text)
    elif name.endswith("dompurify-expect.json"):
        yield from (case["payload"] for case in json.loads(text))
    elif name.endswith(".test"):
        yield from text.split("\n--\n")
    elif "Intruders" in name or name.endswith("blns.txt"):
        yield from (line for line in text.splitlines() if line.strip())
    else:
        yield text
        yield from (line for line in text.splitlines() if "<" in line or "script" in line)
