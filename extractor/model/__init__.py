"""The model layer: what is asked of a language model, and the only room that speaks to one.

Importing it costs nothing: whatever needs openai, instructor or tenacity is imported when a model is first asked.
"""

from extractor.model.asked import Answered, Failed, Failure, Reply, Request
from extractor.model.stage import Batch, Stage, both, fulfilled, together, unasked

__all__ = [
    "Answered",
    "Batch",
    "Failed",
    "Failure",
    "Reply",
    "Request",
    "Stage",
    "both",
    "fulfilled",
    "together",
    "unasked",
]
