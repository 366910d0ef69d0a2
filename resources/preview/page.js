/* Runs beside a previewed page, in a world of its own: the page cannot see it. Patches the text, keeps the rest of the
   page as the newest one says, tells where the reader is, and puts on the looks. Defines one name: newsroomPreview. */
(function () {
  "use strict";
  const PLACE = "newsroom-text-is-here";
  const TOP_PX = 12;
  const NOWHERE = -1000;
  const QUIET_MS = 250;
  const MOST_CHILDREN = 300;
  const ALIVE = "button, script, style, [hidden]";
  const ALWAYS = "(min-width: 0)";
  const NEVER = "(max-width: 0)";
  let shell = null;
  let box = null;
  let nBefore = 0;
  let nText = 0;
  let bridge = null;
  let expectedY = NOWHERE;
  let quietUntil = 0;
  let reporting = false;
  let pictures = new Map();

  new QWebChannel(qt.webChannelTransport, function (channel) { bridge = channel.objects.preview; });

  function parse(html) {
    return new DOMParser().parseFromString(html, "text/html");
  }

  function hasPlace(node) {
    return node.nodeType === 1 && (node.id === PLACE || node.querySelector("#" + PLACE) !== null);
  }

  /* The element of the page that stands where one stands in the shell; null where there is none. */
  function twin(element) {
    const path = [];
    for (let at = element; at.parentElement; at = at.parentElement) {
      path.push(Array.prototype.indexOf.call(at.parentElement.children, at));
    }
    let found = document.documentElement;
    while (path.length && found) { found = found.children[path.pop()] || null; }
    return found;
  }

  /* Finds the text in the page just loaded. False where it cannot be patched. */
  function begin(html, n, y) {
    shell = parse(html);
    box = null;
    nText = n;
    quiet();
    pictures = new Map();
    document.querySelectorAll("img[data-file]").forEach(function (one) { pictures.set(one.dataset.file, one); });
    if (typeof gc === "function") { setTimeout(function () { gc(); }, 0); }
    if (y > 0) { scrollTo({ top: y, behavior: "instant" }); }
    const places = shell.querySelectorAll("#" + PLACE);
    if (places.length === 0) { return n === 0; }
    if (places.length > 1) { return false; }
    const place = places[0];
    box = twin(place.parentElement);
    const siblings = place.parentElement.children;
    nBefore = Array.prototype.indexOf.call(siblings, place);
    return box !== null && box.tagName === place.parentElement.tagName && box.children.length === siblings.length - 1 + n;
  }

  function quiet() {
    quietUntil = performance.now() + QUIET_MS;
  }

  function fragment(html) {
    const made = document.createDocumentFragment();
    const body = parse("<!doctype html><body>" + html).body;
    body.querySelectorAll("img[src^='/media/']").forEach(fill);
    while (body.firstChild) { made.appendChild(document.adoptNode(body.firstChild)); }
    return made;
  }

  /* A patch names the library's pictures, it does not bring them: the page has them, shown or shown before. One that is
     new comes with the page that is loaded next; until then its words stand there. */
  function fill(named) {
    const held = pictures.get(named.getAttribute("src").slice("/media/".length));
    if (held === undefined) {
      const words = document.createElement("span");
      words.className = "no-picture";
      words.textContent = named.alt;
      named.replaceWith(words);
      return;
    }
    const one = held.isConnected ? held.cloneNode() : held;
    const own = ["src", "data-file"].concat(named.hasAttribute("width") || named.hasAttribute("height") ? [] : ["width", "height"]);
    for (const name of one.getAttributeNames()) { if (!own.includes(name)) { one.removeAttribute(name); } }
    for (const { name, value } of named.attributes) { if (name !== "src") { one.setAttribute(name, value); } }
    named.replaceWith(one);
  }

  /* Each patch: index, elements removed, html, elements added. False where the page is not what it should be. */
  function patchText(patches) {
    let first = null;
    for (const [index, nRemoved, html, nAdded] of patches) {
      if (box === null || nText === 0) { return false; }
      const before = box.children.length;
      if (index + nRemoved > nText) { return false; }
      patchOne(index, nRemoved, html, nAdded);
      nText += nAdded - nRemoved;
      if (box.children.length !== before + nAdded - nRemoved) { return false; }
      if (first === null && nAdded) { first = index; }
    }
    if (first !== null) { reveal(textAt(first)); }
    return true;
  }

  function patchOne(index, nRemoved, html, nAdded) {
    const range = document.createRange();
    const at = textAt(index);
    if (nRemoved) {
      range.setStartBefore(at);
      range.setEndAfter(textAt(index + nRemoved - 1));
      if (!nAdded) { takeLineEnd(range, index + nRemoved < nText); }
      range.deleteContents();
    } else if (index < nText) {
      range.setStartBefore(at);
      html += "\n";
    } else {
      range.setStartAfter(textAt(nText - 1));
      html = "\n" + html;
    }
    if (!nAdded) { return; }
    const made = fragment(html);
    if (!nRemoved && index === nText) { made.insertBefore(document.createTextNode("\n"), made.firstChild); }
    range.insertNode(made);
    box.normalize();
  }

  /* Blocks stand a line end apart: with the block goes one of them. */
  function takeLineEnd(range, after) {
    const node = after ? range.endContainer.childNodes[range.endOffset] : range.startContainer.childNodes[range.startOffset - 1];
    if (!node || node.nodeType !== 3 || nText < 2) { return; }
    if (after) { range.setEnd(node, 1); } else { range.setStart(node, node.length - 1); }
  }

  function textAt(index) {
    return box.children[nBefore + index];
  }

  /* What changed between the shell before and the newest one, done to the page. False where it cannot be. */
  function patchShell(html) {
    const newer = parse(html);
    const done = morph(document.documentElement, shell.documentElement, newer.documentElement);
    shell = newer;
    return done;
  }

  function morph(live, old, now) {
    if (old.isEqualNode(now)) { return true; }
    const same = live.nodeType === old.nodeType && live.nodeName === old.nodeName;
    if (!same || old.nodeType !== now.nodeType) { return false; }
    if (old.nodeType !== 1) {
      live.nodeValue = now.nodeValue;
      return true;
    }
    if (old.nodeName !== now.nodeName) { return false; }
    if (old.nodeName === "STYLE" || (old.nodeName === "SCRIPT" && old.type !== "application/ld+json")) { return false; }
    for (const { name } of old.attributes) { if (!now.hasAttribute(name)) { live.removeAttribute(name); } }
    for (const { name, value } of now.attributes) {
      if (old.getAttribute(name) !== value) { live.setAttribute(name, value); }
    }
    return morphChildren(live, Array.from(old.childNodes), Array.from(now.childNodes));
  }

  function morphChildren(live, olds, nows) {
    const lives = Array.from(live.childNodes);
    const atOld = olds.findIndex(hasPlace);
    const atNow = nows.findIndex(hasPlace);
    if ((atOld < 0) !== (atNow < 0)) { return false; }
    if (atOld < 0) { return lives.length === olds.length && morphRun(live, lives, olds, nows, null); }
    const nAfter = olds.length - atOld - 1;
    if (olds[atOld].id !== PLACE) {
      if (lives.length !== olds.length || !morph(lives[atOld], olds[atOld], nows[atNow])) { return false; }
    } else if (lives.length < olds.length - 1) {
      return false;
    } else {
      nBefore += nows.slice(0, atNow).filter(isElement).length - olds.slice(0, atOld).filter(isElement).length;
    }
    const afters = nAfter ? lives.slice(-nAfter) : [];
    const middle = lives[atOld] || null;
    const last = lives.length ? lives[lives.length - 1].nextSibling : null;
    return morphRun(live, lives.slice(0, atOld), olds.slice(0, atOld), nows.slice(0, atNow), middle) &&
      morphRun(live, afters, olds.slice(atOld + 1), nows.slice(atNow + 1), last);
  }

  function isElement(node) {
    return node.nodeType === 1;
  }

  /* How alike two children are: equal ones most, then those that the same line of a template made. */
  function likeness(old, now) {
    if (old.nodeName !== now.nodeName) { return 0; }
    if (old.isEqualNode(now)) { return isElement(old) ? 4 : 1; }
    return isElement(old) ? (old.className === now.className ? 2 : 0) : 0.5;
  }

  /* The pairs of two runs, in order, that are most alike altogether. */
  function pairs(olds, nows) {
    const best = Array.from({ length: olds.length + 1 }, function () { return new Float64Array(nows.length + 1); });
    const like = olds.map(function (old) { return nows.map(function (now) { return likeness(old, now); }); });
    for (let o = olds.length - 1; o >= 0; o -= 1) {
      for (let n = nows.length - 1; n >= 0; n -= 1) {
        const both = like[o][n] ? like[o][n] + best[o + 1][n + 1] : 0;
        best[o][n] = Math.max(both, best[o + 1][n], best[o][n + 1]);
      }
    }
    const found = [];
    let o = 0;
    let n = 0;
    while (o < olds.length && n < nows.length) {
      if (like[o][n] && best[o][n] === like[o][n] + best[o + 1][n + 1]) { found.push([o, n]); o += 1; n += 1; }
      else if (best[o][n] === best[o + 1][n]) { o += 1; } else { n += 1; }
    }
    return found;
  }

  /* A run of children, which stands before `end`. */
  function morphRun(parent, lives, olds, nows, end) {
    if (olds.length > MOST_CHILDREN || nows.length > MOST_CHILDREN) { return false; }
    let o = 0;
    let n = 0;
    for (const [old, now] of pairs(olds, nows).concat([[olds.length, nows.length]])) {
      const before = old < lives.length ? lives[old] : end;
      for (; o < old; o += 1) { lives[o].remove(); }
      for (; n < now; n += 1) { if (!inserted(parent, nows[n], before)) { return false; } }
      if (old < olds.length && !morph(lives[old], olds[old], nows[now])) { return false; }
      o = old + 1;
      n = now + 1;
    }
    return true;
  }

  /* What a theme's script takes care of when the page is loaded comes only with a page that is loaded. */
  function inserted(parent, now, before) {
    if (isElement(now) && (now.matches(ALIVE) || now.querySelector(ALIVE) !== null)) { return false; }
    parent.insertBefore(document.adoptNode(now.cloneNode(true)), before);
    return true;
  }

  /* Everything that came with one answer. False: load the page anew. */
  function patch(patches, html) {
    quiet();
    const y = scrollY;
    const done = (html === null || patchShell(html)) && patchText(patches);
    if (scrollY !== y) { expectedY = scrollY; }
    return done;
  }

  function extent(first, last) {
    const top = first.getBoundingClientRect().top;
    return { top: top, height: last.getBoundingClientRect().bottom - top };
  }

  /* Brings a place of the text to the top of the view. */
  function show(index, n, share) {
    if (box === null || index >= nText) { return; }
    const place = extent(textAt(index), textAt(Math.min(index + n, nText) - 1));
    const y = index === 0 && share === 0 ? 0 : scrollY + place.top + share * place.height - TOP_PX;
    scrollTo({ top: y, behavior: "instant" });
    expectedY = scrollY;
  }

  /* What is being written is in view. */
  function reveal(element) {
    const place = element.getBoundingClientRect();
    if (place.bottom > 0 && place.top < innerHeight) { return; }
    scrollTo({ top: scrollY + place.top - innerHeight / 3, behavior: "instant" });
    expectedY = scrollY;
  }

  function firstInView() {
    let low = 0;
    let high = nText - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (textAt(middle).getBoundingClientRect().bottom > TOP_PX) { high = middle; } else { low = middle + 1; }
    }
    return low;
  }

  function report() {
    reporting = false;
    if (bridge === null || box === null || nText === 0) { return; }
    const index = firstInView();
    const place = textAt(index).getBoundingClientRect();
    const share = place.height ? (TOP_PX - place.top) / place.height : 0;
    bridge.on_page_scrolled(scrollY <= 0 ? 0 : index, scrollY <= 0 ? 0 : Math.min(Math.max(share, 0), 1));
  }

  addEventListener("scroll", function () {
    if (Math.abs(scrollY - expectedY) < 2) { return; }
    if (performance.now() < quietUntil) { expectedY = scrollY; return; }
    expectedY = NOWHERE;
    if (!reporting) {
      reporting = true;
      requestAnimationFrame(report);
    }
  }, { passive: true });

  addEventListener("click", function (event) {
    const selection = getSelection();
    if (bridge === null || box === null || !event.isTrusted || (selection && !selection.isCollapsed)) { return; }
    if (event.target.closest("a[href], button")) { return; }
    let at = event.target;
    while (at && at.parentElement !== box) { at = at.parentElement; }
    const index = at ? Array.prototype.indexOf.call(box.children, at) - nBefore : -1;
    if (index < 0 || index >= nText) { return; }
    const place = at.getBoundingClientRect();
    bridge.on_text_clicked(index, place.height ? (event.clientY - place.top) / place.height : 0);
  });

  /* Looks: rules for another medium or scheme count, or do not, as if the reader had them. */
  function each(rules, change) {
    for (const rule of rules) {
      if (rule.media) { change(rule.media); }
      if (rule.cssRules) { each(rule.cssRules, change); }
    }
  }

  const written = new WeakMap();

  function look(scheme, print) {
    const root = document.documentElement;
    root.dataset.scheme = scheme;
    root.style.setProperty("color-scheme", scheme);
    root.style.setProperty("padding", print ? "14mm 12mm" : "");
    function change(media) {
      if (!written.has(media)) { written.set(media, media.mediaText); }
      const text = written.get(media).replace(/\bonly\s+/g, "")
        .replace(/\bprint\b/g, print ? ALWAYS : NEVER).replace(/\bscreen\b/g, print ? NEVER : ALWAYS)
        .replace(/\(\s*prefers-color-scheme\s*:\s*(\w+)\s*\)/g, function (_, wanted) {
          return wanted === scheme ? ALWAYS : NEVER;
        });
      if (media.mediaText !== text) { media.mediaText = text; }
    }
    for (const sheet of document.styleSheets) {
      change(sheet.media);
      each(sheet.cssRules, change);
    }
  }

  /* As the page was written, for printing; `look` puts the looks on again. */
  function plain() {
    const root = document.documentElement;
    delete root.dataset.scheme;
    root.style.removeProperty("color-scheme");
    root.style.removeProperty("padding");
    if (!root.getAttribute("style")) { root.removeAttribute("style"); }
    function restore(media) { if (written.has(media)) { media.mediaText = written.get(media); } }
    for (const sheet of document.styleSheets) {
      restore(sheet.media);
      each(sheet.cssRules, restore);
    }
  }

  window.newsroomPreview = { begin: begin, patch: patch, show: show, look: look, plain: plain };
}());
