"""`hub print leaflet`: who can help or what people come to, on A5, or on A4 in large print."""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from printables.kinds import SheetKind

_MOST_IN_NAME = 3


@click.command(
    "leaflet",
    epilog=example(
        "hub print leaflet A7KQ2 -o a5.pdf",
        "hub print leaflet A7KQ2 B3MSE --two-up --language pl",
        "hub print leaflet A7KQ2 --slip",
    ),
)
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.option("--two-up", is_flag=True, help="Two A5 side by side on A4, to cut.")
@about_a_sheet(large=True, slips=True)
@about_a_hub()
def leaflet(asked: Asked, *, codes: tuple[str, ...], two_up: bool, wanted: Wanted) -> None:
    """A leaflet to give away. CODE is of who can help, or of something to come to."""
    from hub.clock import clock_for
    from hub.errors import BadInput
    from hub.noticeboard.read import Noticeboard
    from printables.drawing import pdf
    from printables.gathering import leaflet_view
    from printables.sheets.leaflet import leaflet_sheet
    from printables.side_by_side import in_order, side_by_side

    if two_up and wanted.slip:
        raise BadInput("A slip is as wide as its paper.", hint="Leave out --two-up.")
    if two_up and wanted.large:
        raise BadInput(
            "Large print takes all of an A4 page.", hint="Choose --large or --two-up, not both."
        )
    language = wanted.language
    board = Noticeboard.open(asked.settings().noticeboard_file)
    try:
        site = board.hub().site
        now = clock_for(site.zone).now()
        views = [leaflet_view(board, code, now=now, language=language) for code in codes]
    finally:
        board.close()
    about = [{"code": view.code, "title": view.name} for view in views]
    if wanted.slip:
        from kiosk.commands.slip_out import slip_out
        from printables.slips import leaflet_slip, one_after_another

        slips = one_after_another([leaflet_slip(view, site) for view in views])
        slip_out(asked, wanted, slips, {"leaflets": about})
        return
    sheets = [leaflet_sheet(view, site, large=wanted.large, language=language) for view in views]
    if two_up:
        # The last of an odd number stands there twice.
        pairs = zip(sheets[::2], [*sheets[1::2], *sheets[-1:]], strict=False)
        sheets = [side_by_side(left, right) for left, right in pairs]
    made = sheets[0] if len(sheets) == 1 else in_order(sheets)
    names = ", ".join(view.name for view in views)
    hand_out(
        asked,
        wanted,
        SheetKind.LEAFLET,
        pdf(made),
        {
            "code": views[0].code,
            "title": views[0].name,
            "leaflets": about,
        },
        f"The {'leaflets are' if len(views) > 1 else 'leaflet is'} in {{path}}. About: {names}",
        about="-".join(view.code for view in views[:_MOST_IN_NAME]),
        left_out=made.left_out,
    )
