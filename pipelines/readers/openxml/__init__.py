"""What the formats of Office Open XML have in common: packages of related parts, charts, diagrams, embedded files."""
