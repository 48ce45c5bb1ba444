"""The questions that people ask of a document of the corpus, beside its card: `questions.yaml`, and what is reckoned of them, `questions.npz`.

Each stands under the clause that settles it, or among those that nothing in the document settles. They bring a question to a clause with
which it shares no word, and tell a near miss from an answer (docs/adr/0014, 0016). No answer is in them. Their vectors and their classifier
come with the program, because making them takes longer than all the rest of a first start; `python -m assistant.known_questions` makes
them anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import config, corpus
from assistant.corpus import Entry
from assistant.errors import ClausewiseError, PackError
from assistant.retrieve import clause_classifier, question_vector
from assistant.rules import strict_yaml
from ingest import embed
from ingest.embed import Embedder
from ingest.errors import IngestError
from ingest.known_questions import KnownQuestions

if TYPE_CHECKING:
    from ingest.vectors import FloatArray

FILE, VECTORS = corpus.QUESTIONS, "questions.npz"
SETTLED, UNSETTLED = "answered", "not_answered"
LONGEST = 300
"""Characters of a question."""


def parsed(name: str, text: str) -> tuple[tuple[str, str], ...]:
    """Each question with the label of its clause, empty where none settles it; raises PackError naming file and line.

    >>> parsed("fen/questions.yaml", 'answered: {"1.1": [who signs]}\\nnot_answered: [how much is it]')
    (('1.1', 'who signs'), ('', 'how much is it'))
    """
    loaded = strict_yaml.load(name, text)
    data = loaded.data
    if not isinstance(data, dict) or set(data) != {SETTLED, UNSETTLED} or not isinstance(data[SETTLED], dict):
        raise PackError(
            name, f"holds {SETTLED}: with labels and their questions, and {UNSETTLED}: with a list, and nothing else", line=1
        )
    seen: set[str] = set()
    found = []
    for path, label, questions in _lists(data):
        if not isinstance(questions, list) or not all(isinstance(one, str) and one.strip() for one in questions):
            raise PackError(name, "questions are a list of texts; quote what looks like a number", line=loaded.line(path))
        for place, question in enumerate(questions):
            line = loaded.line((*path, place))
            if len(question) > LONGEST:
                raise PackError(name, f"a question of over {LONGEST} characters: {question[:60]!r}", line=line)
            if question.casefold() in seen:
                raise PackError(name, f"a question that stands here twice: {question!r}", line=line)
            seen.add(question.casefold())
            found.append((label, question))
    return tuple(found)


def _lists(data: dict[str, object]) -> Iterator[tuple[tuple[str, ...], str, object]]:
    settled = data[SETTLED]
    assert isinstance(settled, dict)
    for label, questions in settled.items():
        yield (SETTLED, label), str(label), questions
    yield (UNSETTLED,), "", data[UNSETTLED]


def name_of(entry: Entry) -> str:
    """What errors call the list of a folder of the corpus."""
    return f"{entry.digest.parent.name}/{FILE}"


def read(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Each question of a folder's list with the label of its clause; none where it has no list. :raises PackError: it is not right."""
    return parsed(name_of(entry), corpus.read(entry.questions)) if entry.questions else ()


def of(entry: Entry, embedder: Embedder) -> KnownQuestions | None:
    """The list of a folder of the corpus with its vectors and classifier, as they come with it, or made now where those are not of this list
    or not by this embedder. None where the folder has no list.

    :raises PackError: the list is not right.
    """
    told = sums(entry, embedder)
    if told is None:
        return None
    sha256, encoder = told
    found = read(entry)
    labels, texts = tuple(label for label, _ in found), tuple(text for _, text in found)
    vectors, classifier = _held(entry.digest.with_name(VECTORS), sha256, encoder) or _made(labels, texts, embedder)
    return KnownQuestions(entry.card.id, sha256, encoder, labels, texts, vectors, classifier)


def sums(entry: Entry, embedder: Embedder) -> tuple[str, str] | None:
    """What tells a folder's list again: the sha256 of its file, and what encodes and classifies it; None where there is no list."""
    encoder = f"{embedder.question_fingerprint}, {clause_classifier.FORM} by {question_vector.placing_fingerprint()}"
    return (corpus.sha256_of(entry.questions), encoder) if entry.questions else None


def _made(labels: tuple[str, ...], texts: tuple[str, ...], embedder: Embedder) -> tuple[FloatArray, bytes]:
    """The vectors of a list, and its classifier."""
    import numpy as np

    from assistant.retrieve.fit_clause_classifier import fitted

    rows = [embedder.encode_query(text)[0] for text in texts]
    vectors = np.stack(rows) if rows else np.zeros((0, embedder.dimensions), dtype=np.float32)
    classifier = fitted([question_vector.placing_vector(text) for text in texts], texts, labels)
    return vectors, classifier.packed() if classifier else b""


def _held(file: Path, sha256: str, encoder: str) -> tuple[FloatArray, bytes] | None:
    """The vectors and the classifier in a file, if they are of the list with this sha256 and by this encoder."""
    import numpy as np

    from ingest.word_vectors import unpacked

    if not file.is_file():
        return None
    try:
        with np.load(file, allow_pickle=False) as held:
            if (str(held["sha256"]), str(held["encoder"])) != (sha256, encoder):
                return None
            return unpacked(held["vectors"].tobytes()), held["classifier"].tobytes()
    except (OSError, ValueError, KeyError):
        return None


def main() -> int:
    """Writes the vectors and the classifier of every list of the corpus beside it: those that are not its own are made anew."""
    try:
        embedder = embed.load(config.embedding_model())
        for entry in corpus.entries(corpus.folder()):
            if known := of(entry, embedder):
                _write(entry.digest.with_name(VECTORS), known)
                settled = sum(1 for label in known.clauses if label)
                print(
                    f"{known.document}: {settled:,} questions that a clause settles, {len(known.texts) - settled:,} that none does"
                )
    except (ClausewiseError, IngestError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _write(file: Path, known: KnownQuestions) -> None:
    import numpy as np

    from ingest.word_vectors import packed

    vectors, classifier = (np.frombuffer(held, dtype=np.uint8) for held in (packed(known.vectors), known.classifier))
    np.savez(file, sha256=np.array(known.sha256), encoder=np.array(known.encoder), vectors=vectors, classifier=classifier)


if __name__ == "__main__":
    sys.exit(main())
