/**
 * PyTorch's files as tensors by name: the zip archives of {@code torch.save} since 1.6 and the
 * streams before. Both hold a pickle, a program for a machine that can call anything; the machine
 * here knows an allow-list of instructions and of four functions, and builds nothing but tensors,
 * numbers, texts, lists and dictionaries.
 */
package org.truncus.weights.torch;
