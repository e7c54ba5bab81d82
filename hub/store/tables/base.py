"""The base of every table: our own metadata, with names for every constraint, so that a
migration can speak of them on both engines.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import SQLModel


class Row(SQLModel):
    """A row of the private store."""

    # Rows are written and read as columns, so the validators that Pydantic would build for each
    # table at import (a fifth of the desk's start) are left until somebody asks for one.
    model_config = {"defer_build": True}  # typed as a class variable by its base

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
