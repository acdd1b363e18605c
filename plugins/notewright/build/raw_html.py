"""Raw HTML of a note on its page, and what the author is told of what does not get there."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.raw_tag import Loss
from notewright.build.safe_value import is_safe_link, scheme_of
from notewright.build.sanitize import losses, sanitize_part
from notewright.text import Severity, Span

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


def report_address(target: str, place: Span, draft: Draft) -> None:
    """Tell of a link that the page will not have."""
    if draft.quotes or trusts_html(draft) or is_safe_link(target):
        return
    reason = f"an address with `{scheme_of(target)}:` may run a program or open a file of the reader"
    report_loss(Loss("this link is taken away", reason), place, draft)


def trusts_html(draft: Draft) -> bool:
    """Whether HTML stays as its authors wrote it."""
    return draft.project.settings.publish.html == "trusted"
