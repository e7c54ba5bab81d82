"""`hub scheduler` and `hub jobs`: hands the jobs that print to the scheduler beside its own."""

from __future__ import annotations

import click

from hub.upkeep.jobs import HUB_JOBS, Job, weekly
from hub.views.upkeep import JobView
from hub.views.words import day_words_short, time_words
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.prepare_week import prepare_timetable

JOBS: tuple[Job, ...] = (
    *HUB_JOBS,
    Job(
        name="timetable",
        about="Prepare Monday's timetable to print",
        due=weekly("SU", "18:00"),
        run=prepare_timetable,
    ),
)


@click.command("scheduler", epilog=example("hub scheduler"))
@about_a_hub(json_too=False)
def scheduler_command(asked: Asked) -> None:
    """Run the nightly jobs, for as long as it is left running."""
    from hub.upkeep.scheduler import run_scheduler

    run_scheduler(asked.settings(), asked.clock(), jobs=JOBS)


@click.group("jobs", invoke_without_command=True, epilog=example("hub jobs", "hub jobs run backup"))
@click.pass_context
@about_a_hub()
def jobs_command(asked: Asked, context: click.Context) -> None:
    """What runs by itself: the last and the next time."""
    if context.invoked_subcommand is not None:
        return
    from hub.upkeep.ledger import list_jobs

    with asked.store() as store:
        found = list_jobs(store, asked.clock(), JOBS)
    asked.answer(
        {
            "jobs": [
                {
                    "name": one.name,
                    "about": one.about,
                    "last": one.last_run.isoformat() if one.last_run else None,
                    "outcome": one.last_outcome,
                    "next": one.next_run.isoformat() if one.next_run else None,
                }
                for one in found
            ]
        },
        "\n".join(_line(one) for one in found),
    )


@jobs_command.command("run", epilog=example("hub jobs run backup"))
@click.argument("name", type=click.Choice([job.name for job in JOBS]))
@about_a_hub()
def run(asked: Asked, *, name: str) -> None:
    """Run one job now."""
    from hub.upkeep.ledger import run_job

    with asked.store() as store:
        outcome = run_job(store, asked.clock(), asked.settings(), JOBS, name)
    asked.answer({"job": name, "outcome": outcome}, f"{name}: {outcome}")


def _line(one: JobView) -> str:
    last = "never ran"
    if one.last_run:
        when = f"{day_words_short(one.last_run.date())} {time_words(one.last_run)}"
        last = f"last {when}, {one.last_outcome}"
    following = ""
    if one.next_run:
        following = f"; next {day_words_short(one.next_run.date())} {time_words(one.next_run)}"
    return f"{one.name}: {one.about}. {last}{following}"
