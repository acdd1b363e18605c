"""What the code of packages computes, transcribed from its sources, where lossref has no such function.

Each function is annotated with the domains of its arguments, as every function that formulas are compared with.
"""
