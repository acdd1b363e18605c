"""The HTML that a note may use: elements, their attributes, and which of those hold addresses.

What is not on these lists is taken away from a page, unless the site trusts its notes (`publish: {html: trusted}`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HTML = _words("""
    a abbr acronym address area article aside audio b bdi bdo big blockquote br button caption center cite code col
    colgroup data dd del details dfn dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header
    hgroup hr i iframe img input ins kbd label legend li main map mark menu meter nav nobr ol p picture pre progress q
    rb rp rt rtc ruby s samp search section small source span strike strong style sub summary sup table tbody td tfoot
    th thead time tr track tt u ul var video wbr
""")

SVG = _words("""
    svg circle clippath defs desc ellipse feblend fecolormatrix fecomponenttransfer fecomposite fedropshadow feflood
    fefunca fefuncb fefuncg fefuncr fegaussianblur femerge femergenode femorphology feoffset fetile feturbulence filter
    g image line lineargradient marker mask path pattern polygon polyline radialgradient rect stop symbol text textpath
    title tspan use
""")
"""In small letters; only in an `<svg>`. None of these can hold HTML, run anything or change another's address."""

MATHML = _words("""
    math annotation merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt
    mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
""")
"""Only in a `<math>`."""

REFUSED = _words("""
    applet base basefont bgsound blink body canvas command content datalist dialog element embed fencedframe form frame
    frameset head html image isindex keygen link listing marquee menuitem meta multicol nextid noembed noframes
    noscript object optgroup option output param plaintext portal script select shadow slot spacer template textarea
    title xmp animate animatemotion animatetransform discard feimage foreignobject handler mpath set
    annotation-xml maction
""")
"""Elements that browsers know, and that a note may not use: their tags go, and what they hold stays."""

EMPTIED = _words("noembed noframes script style template title")
"""Those of which nothing stays: what they hold is no text."""

VOID = _words("area base br col embed hr img input link meta param source track wbr")

OPTIONAL_END = _words("caption colgroup dd dt li p rb rp rt rtc tbody td tfoot th thead tr")
"""Elements that the next of their kind ends: to write the end that is missing would be wrong."""

_EVERYWHERE = _words("""
    align bgcolor class dir height hidden id itemid itemprop itemref itemscope itemtype lang markdown role style
    tabindex title translate valign width xml:lang
""")

_OF_HTML: Mapping[str, frozenset[str]] = {
    "a": _words("download href hreflang name referrerpolicy rel target type"),
    "area": _words("alt coords download href rel shape target"),
    "audio": _words("autoplay controls controlslist loop muted preload src"),
    "blockquote": _words("cite"),
    "button": _words("disabled type"),
    "col": _words("span"),
    "colgroup": _words("span"),
    "data": _words("value"),
    "del": _words("cite datetime"),
    "details": _words("name open"),
    "font": _words("color face size"),
    "hr": _words("color noshade size"),
    "iframe": _words("allow allowfullscreen frameborder loading referrerpolicy sandbox scrolling src"),
    "img": _words(
        "alt border decoding fetchpriority hspace ismap loading referrerpolicy sizes src srcset usemap vspace"
    ),
    "input": _words("checked disabled name type value"),
    "ins": _words("cite datetime"),
    "label": _words("for"),
    "li": _words("value"),
    "map": _words("name"),
    "meter": _words("high low max min optimum value"),
    "ol": _words("reversed start type"),
    "progress": _words("max value"),
    "q": _words("cite"),
    "source": _words("media sizes src srcset type"),
    "table": _words("border cellpadding cellspacing frame rules summary"),
    "td": _words("abbr axis colspan headers nowrap rowspan"),
    "th": _words("abbr axis colspan headers nowrap rowspan scope"),
    "time": _words("datetime"),
    "track": _words("default kind label src srclang"),
    "ul": _words("type"),
    "video": _words("autoplay controls controlslist loop muted playsinline poster preload src"),
}

_OF_SVG = _words("""
    alignment-baseline amplitude azimuth basefrequency baseline-shift clip-path clip-rule clippathunits color
    color-interpolation color-interpolation-filters cx cy d diffuseconstant direction display dominant-baseline dx dy
    edgemode elevation exponent fill fill-opacity fill-rule filter filterunits flood-color flood-opacity focusable
    font-family font-size font-size-adjust font-stretch font-style font-variant font-weight fr fx fy gradienttransform
    gradientunits href image-rendering in in2 intercept k1 k2 k3 k4 kernelmatrix lengthadjust letter-spacing
    marker-end marker-mid marker-start markerheight markerunits markerwidth mask maskcontentunits maskunits method mode
    numoctaves offset opacity operator order orient overflow paint-order pathlength patterncontentunits
    patterntransform patternunits pointer-events points preserveaspectratio primitiveunits r radius refx refy result
    rotate rx ry scale seed shape-rendering slope spacing startoffset stddeviation stitchtiles stop-color stop-opacity
    stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width tablevalues text-anchor text-decoration text-rendering textlength transform transform-origin type
    values vector-effect version viewbox visibility word-spacing writing-mode x x1 x2 xlink:href xml:space xmlns
    xmlns:xlink y y1 y2 z
""")

_OF_MATHML = _words("""
    accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle encoding fence form
    frame framespacing linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits
    notation rowalign rowlines rowspacing rowspan rspace scriptlevel separator separators stretchy symmetric voffset
    xmlns
""")

ADDRESSES = _words("cite href longdesc poster src srcset usemap xlink:href")
"""The attributes that hold an address."""

PROGRAMS = _words("action codebase formaction ping srcdoc")
"""Attributes beside those that begin with `on` which, on some element, run a program or send something away."""


@cache
def attributes_of(name: str) -> frozenset[str]:
    """The attributes that an element of this name may have, beside `data-…` and `aria-…`."""
    if name in HTML:
        found = _EVERYWHERE | _OF_HTML.get(name, frozenset())
        return found | _OF_SVG if name == "a" else found
    return _EVERYWHERE | (_OF_MATHML if name in MATHML else _OF_SVG)
