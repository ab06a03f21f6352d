"""Measuring: invented records of any size, what people ask for, and how well they are answered."""
