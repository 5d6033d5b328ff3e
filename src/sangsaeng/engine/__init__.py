"""Pure computation: knows no framework, no clock, no database."""
