"""Raw HTML of a note on its page, and what the author is told of what does not get there."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.raw_tag import Loss
from notewright.build.safe_value import is_safe_link, is_safe_source, scheme_of
from notewright.build.sanitize import losses, sanitize_part
from notewright.text import Severity, Span
from notewright.vault.syntax.markdown_link import MarkdownLink

_KEEP = "`publish: {html: trusted}` keeps it"


def write_html(text: str, span: Span, draft: Draft) -> str:
    """HTML as it may stand on the page; `span` is where it comes from."""
    if trusts_html(draft):
        return text
    if not draft.quotes:
        written = draft.note.source.text[span.start : span.end]
        for at, loss in losses(written):
            report_loss(loss, Span(span.start + at, span.start + at + 1), draft)
    return sanitize_part(text)


def report_loss(loss: Loss, place: Span, draft: Draft) -> None:
    """Tell what is taken away: a warning, or a remark if it meant nothing."""
    if loss.reason:
        draft.report(place, "HTML001", Severity.WARNING, f"{loss.what}, since {loss.reason}; {_KEEP}")
    else:
        message = f"{loss.what}, since it is none of the attributes that notes may use; {_KEEP}"
        draft.report(place, "HTML002", Severity.INFO, message)


def report_address(link: MarkdownLink, draft: Draft) -> None:
    """Tell of a link or picture that the page will not have."""
    is_safe = is_safe_source(link.target, image=True) if link.image else is_safe_link(link.target)
    if not is_safe and not draft.quotes and not trusts_html(draft):
        what = "the address of this picture" if link.image else "the address of this link"
        reason = f"one of the scheme `{scheme_of(link.target)}` may run a program or open a file of the reader"
        report_loss(Loss(f"{what} is taken away", reason), link.span, draft)


def trusts_html(draft: Draft) -> bool:
    """Whether HTML stays as its authors wrote it."""
    return draft.project.settings.publish.html == "trusted"
