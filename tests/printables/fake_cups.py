"""A CUPS that says what a test wants: `lp` and `lpstat` as two small scripts on PATH, which answer
in the words of the real ones (2.4)."""

from __future__ import annotations

from pathlib import Path

import pytest

HARMLESS = "Form mounted:\n\tContent types: any\n\tAlerts: {alerts}\n\tLocation: \n"


def block(name: str, heading: str, alerts: str = "none") -> str:
    """What `lpstat -l -p` says of one printer."""
    return f"printer {name} {heading}\n\t{HARMLESS.format(alerts=alerts)}"


def idle(name: str, alerts: str = "none") -> str:
    return block(name, "is idle.  enabled since Sun Nov 29 04:26:46 2026", alerts)


def busy(name: str, job: str, alerts: str = "none") -> str:
    return block(name, f"now printing {job}.  enabled since Sun Nov 29 04:27:02 2026", alerts)


def stopped(name: str, alerts: str = "paused") -> str:
    return block(name, "disabled since Sun Nov 29 04:27:02 2026 -\n\treason unknown", alerts)


def listed(job: str, alerts: str = "none") -> str:
    """What `lpstat -l -o` says of one job."""
    when = "root              1024   Sun Nov 29 04:27:02 2026"
    return f"{job:<23} {when}\n\tStatus: \n\tAlerts: {alerts}\n\tqueued for it\n"


class FakeCups:
    """Its answers are files; what it was asked to print is kept."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.programs = folder / "programs"
        self.programs.mkdir(parents=True)
        monkeypatch.setenv("PATH", str(self.programs))
        self.script("lpstat", f'exec /bin/cat "{folder}/$*" 2>/dev/null')
        self.script("cancel", f'echo "$*" >> {folder}/cancelled')
        self.takes("Office-12")
        self.says("-r", "scheduler is running\n")

    def script(self, name: str, words: str) -> None:
        """What a program does, in the words of a shell."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        path.chmod(0o755)

    def says(self, asked: str, answer: str | bytes) -> None:
        """What `lpstat` answers from now on."""
        raw = answer.encode() if isinstance(answer, str) else answer
        (self.folder / asked).write_bytes(raw)

    def has(self, *names: str, default: str = "", like: str = "") -> None:
        """The queues that there are, all idle, or `like` this."""
        self.says("-e", "".join(f"{name}\n" for name in names))
        words = f"system default destination: {default}" if default else "no system default"
        self.says("-d", f"{words}\n")
        self.says("-l -p", like or "".join(map(idle, names)))

    def takes(self, job: str) -> None:
        """`lp` takes whatever it gets."""
        self.script(
            "lp",
            f'printf "%s\\n" "$@" >> {self.folder}/asked\n'
            f"/bin/cat > {self.folder}/sheet\n"
            f'echo "request id is {job} (0 file(s))"',
        )

    def refuses(self, words: str) -> None:
        """`lp` takes nothing."""
        self.script("lp", f'echo "{words}" >&2; exit 1')

    def hangs(self, name: str) -> None:
        """A program that never answers, and has started another one."""
        self.script(name, "/bin/sleep 60")

    @property
    def asked(self) -> list[str]:
        """The words that `lp` got, of all jobs."""
        path = self.folder / "asked"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    @property
    def sheet(self) -> bytes:
        """What `lp` got to print last."""
        return (self.folder / "sheet").read_bytes()

    @property
    def cancelled(self) -> list[str]:
        """What `cancel` was told, of all jobs."""
        path = self.folder / "cancelled"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
