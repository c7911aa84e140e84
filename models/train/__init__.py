"""Trains the model in `models/ner` from public weights and data: `python -m models.train --help`.

Needs the `train` extra (torch, transformers, onnx). Nothing here is imported when Tally runs.
"""
