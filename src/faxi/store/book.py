"""The book of cases: every change of it is one transaction, durable when the call returns."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from faxi.store.database import ConflictError, Database
from faxi.store.rows import (
    INDEX_COLUMNS,
    CaseRow,
    Content,
    History,
    NewCase,
    Place,
    StoredCase,
    find_row,
    next_revision,
    read_case_rows,
    row_of,
    unpacked,
    write_case,
    write_new_case,
)


class Book:
    """Cases in an open database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def rows(self, *places: Place) -> list[CaseRow]:
        """Return the index of the cases in some places, last changed first."""
        marks = ", ".join("?" * len(places))
        query = f"SELECT {INDEX_COLUMNS} FROM cases WHERE place IN ({marks}) ORDER BY revision DESC"
        with self.database.reading() as connection:
            return [row_of(values) for values in connection.execute(query, places)]

    def is_empty(self) -> bool:
        """Tell whether there is no case in any place."""
        with self.database.reading() as connection:
            return connection.execute("SELECT 1 FROM cases LIMIT 1").fetchone() is None

    def row(self, case_id: int) -> CaseRow | None:
        """Return the index of one case, ``None`` if there is none."""
        with self.database.reading() as connection:
            return find_row(connection, case_id)

    def read(self, case_id: int) -> StoredCase:
        """Return a case with its history.

        Raises:
            KeyError: There is none of this number.
        """
        with self.database.reading() as connection:
            return read_case_rows(connection, case_id)

    def drafts(self, case_ids: Sequence[int]) -> dict[int, tuple[int, str, str]]:
        """Return revision, draft and last committed state of some cases, to calculate them."""
        marks = ", ".join("?" * len(case_ids))
        query = (
            "SELECT c.id, c.revision, c.draft, s.draft FROM cases c LEFT JOIN states s"
            f" ON s.case_id = c.id AND s.position = c.position WHERE c.id IN ({marks})"
        )
        with self.database.reading() as connection:
            return {
                case_id: (revision, draft, draft if state is None else unpacked(state))
                for case_id, revision, draft, state in connection.execute(query, case_ids)
            }

    def add(self, news: Iterable[NewCase], today: date) -> list[CaseRow]:
        """Put new cases into the book, all or none; return their rows."""
        with self.database.writing() as connection:
            return [write_new_case(connection, new, today) for new in news]

    def dump(self) -> list[StoredCase]:
        """Return every case with its history, as of one moment."""
        with self.database.reading() as connection:
            numbers = [row[0] for row in connection.execute("SELECT id FROM cases ORDER BY id")]
            return [read_case_rows(connection, number) for number in numbers]

    def save(
        self, case_id: int, revision: int, content: Content, history: History, today: date
    ) -> CaseRow:
        """Change a case that is still as it was when it was read.

        Raises:
            ConflictError: It is not; nothing was written.
        """
        with self.database.writing() as connection:
            row = find_row(connection, case_id)
            if row is None or row.revision != revision:
                raise ConflictError
            row = row._replace(revision=next_revision(connection), changed_on=today)
            row = row.with_content(content)
            write_case(connection, row, content, history)
            return row

    def move(self, case_ids: Iterable[int], place: Place, today: date) -> None:
        """Put cases into another place."""
        trashed_on = today if place is Place.TRASH else None
        with self.database.writing() as connection:
            for case_id in case_ids:
                stored = read_case_rows(connection, case_id)
                revision = next_revision(connection)
                row = stored.row._replace(place=place, trashed_on=trashed_on, revision=revision)
                write_case(connection, row, stored.content, History(stored.position))

    def refresh(self, found: Mapping[int, tuple[int, Content]]) -> list[CaseRow]:
        """Put newly calculated figures beside cases that did not change meanwhile.

        Args:
            found: By number of the case, the revision that was calculated and its content.

        Returns:
            The rows that got them.
        """
        rows = []
        with self.database.writing() as connection:
            for case_id, (revision, content) in found.items():
                row = find_row(connection, case_id)
                if row is not None and row.revision == revision:
                    query = "SELECT position FROM cases WHERE id = ?"
                    (position,) = connection.execute(query, (case_id,)).fetchone()
                    row = row.with_content(content)
                    write_case(connection, row, content, History(position))
                    rows.append(row)
        return rows

    def delete(self, case_ids: Iterable[int]) -> None:
        """Take cases and their history out of the database; see ``erase`` for its copies."""
        with self.database.writing() as connection:
            for case_id in case_ids:
                connection.execute("DELETE FROM cases WHERE id = ?", (case_id,))
            next_revision(connection)

    def fact(self, key: str) -> str:
        """Return what the book remembers under a key, or ``""``."""
        with self.database.reading() as connection:
            found = connection.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    def remember(self, key: str, value: str) -> None:
        """Remember a fact about the book."""
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, value))
