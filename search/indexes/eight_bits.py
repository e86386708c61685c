"""A BERT encoder whose matrix products run in eight bits: half the time of the float one on a processor.

Weights have a scale for each output. Of the inputs each token has its own scale, and the few columns that a layer norm
makes much larger than the rest are multiplied as floats: without these two the vectors of m3e-small keep a cosine of
.995 to the float ones, with them .9994 (docs/search.md). The tokens of several texts lie one after the other, so that
nothing is padded. The modules are compiled by TorchScript, where torch still has it: these run without Python's
lock, so that a question is embedded while Python does other work. The only module that imports torch by itself.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

_LARGE = 8
"""Columns of a normalised input that are multiplied as floats."""
_SPREAD = 3.0
"""Deviations that a normalised value reaches: how large a column gets."""
_STEPS = 127
_LEAST = 1e-8


def hold_to_one_thread() -> None:
    """Lets the calling thread do its products alone; all others keep the number of threads that they have."""
    others = torch.get_num_threads()
    torch.set_num_threads(1)
    # The number is kept for each thread, but those to come take over what any thread has set last.
    last = threading.Thread(target=torch.set_num_threads, args=(others,))
    last.start()
    last.join()


class Norm(nn.Module):
    """A layer norm. gain, shift: (width,)."""

    def __init__(self, gain: Tensor, shift: Tensor, epsilon: float) -> None:
        super().__init__()
        self.gain, self.shift, self.epsilon = nn.Buffer(gain), nn.Buffer(shift), epsilon

    def forward(self, values: Tensor) -> Tensor:
        return functional.layer_norm(values, self.gain.shape, self.gain, self.shift, self.epsilon)

    @torch.jit.unused
    def large(self) -> Tensor:
        """The columns that it makes largest."""
        return torch.argsort(-(_SPREAD * self.gain.abs() + self.shift.abs()))[:_LARGE]


class EightBitLinear(nn.Module):
    """x W' + b with x (n, inputs) and W (outputs, inputs). norm: what made the inputs, if a layer norm did."""

    def __init__(self, weight: Tensor, bias: Tensor, norm: Norm | None = None) -> None:
        super().__init__()
        columns = norm.large() if norm is not None else torch.zeros(0, dtype=torch.long)
        small = torch.ones(weight.shape[1]).index_fill_(0, columns, 0.0)
        self.normed, self.least = norm is not None, _LEAST
        self.bias, self.columns, self.small = nn.Buffer(bias), nn.Buffer(columns), nn.Buffer(small)
        self.large = nn.Buffer(weight[:, columns].t().contiguous())
        self.packed = _packed(weight * small)

    def forward(self, values: Tensor) -> Tensor:
        inputs = values * self.small if self.normed else values
        scales = inputs.abs().amax(1, keepdim=True).clamp_min_(self.least)
        # Seven bits of the input: the products of eight would overflow where they are added in pairs.
        product = torch.ops.quantized.linear_dynamic((inputs / scales).contiguous(), self.packed, True)
        product = torch.addcmul(self.bias, product, scales)
        return product.addmm_(values[:, self.columns], self.large) if self.normed else product


def _packed(weight: Tensor) -> Any:
    """Weights as the eight-bit product takes them."""
    scales = (weight.abs().amax(1) / _STEPS).clamp_min(_LEAST).double()
    zeros = torch.zeros(len(scales), dtype=torch.long)
    with warnings.catch_warnings():  # torch means to drop eight-bit tensors one day
        warnings.simplefilter("ignore", UserWarning)
        quantized = torch.quantize_per_channel(weight.contiguous(), scales, zeros, 0, torch.qint8)
        return torch.ops.quantized.linear_prepack(quantized, None)


class _Layer(nn.Module):
    """asked: queries, keys and values at once."""

    def __init__(self, weights: Mapping[str, Tensor], name: str, norm: Norm, heads: int) -> None:
        """norm: what the layer's inputs come from."""

        def dense(part: str) -> tuple[Tensor, Tensor]:
            return weights[f"{name}{part}.weight"], weights[f"{name}{part}.bias"]

        super().__init__()
        self.heads = heads
        asked = [dense(f"attention.self.{part}") for part in ("query", "key", "value")]
        self.asked = EightBitLinear(torch.cat([w for w, _ in asked]), torch.cat([b for _, b in asked]), norm)
        self.joined = EightBitLinear(*dense("attention.output.dense"))
        self.attended = _norm(weights, f"{name}attention.output.LayerNorm", norm.epsilon)
        self.wide = EightBitLinear(*dense("intermediate.dense"), self.attended)
        self.narrow = EightBitLinear(*dense("output.dense"))
        self.fed = _norm(weights, f"{name}output.LayerNorm", norm.epsilon)

    def forward(self, values: Tensor, lengths: list[int]) -> Tensor:
        values = self.attended(values + self.joined(self.attention(self.asked(values), lengths)))
        fed: Tensor = self.fed(values + self.narrow(functional.gelu(self.wide(values))))
        return fed

    def attention(self, values: Tensor, lengths: list[int]) -> Tensor:
        """Each text's tokens attend to one another. values: (n, 3 width)."""
        width = values.shape[1] // 3
        parts: list[Tensor] = []
        for part in torch.split(values, lengths):
            split = part.view(part.shape[0], 3, self.heads, width // self.heads).permute(1, 2, 0, 3)[:, None]
            seen = functional.scaled_dot_product_attention(split[0], split[1], split[2])
            parts.append(seen[0].transpose(0, 1).reshape(part.shape[0], width))
        return torch.cat(parts)


class _Encoder(nn.Module):
    """Mean or first vector of the last layer for each text, as unit rows."""

    def __init__(self, weights: Mapping[str, Tensor], heads: int, epsilon: float, first: bool) -> None:
        super().__init__()
        self.first = first
        self.words = nn.Buffer(weights["embeddings.word_embeddings.weight"])
        places, kinds = (weights[f"embeddings.{name}_embeddings.weight"] for name in ("position", "token_type"))
        self.places = nn.Buffer(places + kinds[0])
        self.embedded = norm = _norm(weights, "embeddings.LayerNorm", epsilon)
        layers: list[_Layer] = []
        while f"encoder.layer.{len(layers)}.output.dense.weight" in weights:
            layers.append(_Layer(weights, f"encoder.layer.{len(layers)}.", norm, heads))
            norm = layers[-1].fed
        self.layers = nn.ModuleList(layers)

    def forward(self, tokens: Tensor, lengths: list[int]) -> Tensor:
        """tokens: of all texts, one after the other."""
        places = torch.cat([self.places[:length] for length in lengths])
        values = self.embedded(self.words[tokens] + places)
        for layer in self.layers:
            values = layer(values, lengths)
        pooled = torch.stack([part[0] if self.first else part.mean(0) for part in torch.split(values, lengths)])
        return functional.normalize(pooled, dim=1)


class EightBitBert:
    """Mean or first vector of the last layer, as a unit vector. Only reads its weights: any number of threads."""

    def __init__(self, weights: Mapping[str, Tensor], heads: int, epsilon: float, first: bool) -> None:
        """weights: a BertModel's state. first: the vector of the first token stands for the text, not the mean."""
        self._encoder = _compiled(_Encoder(weights, heads, epsilon, first))

    @classmethod
    def of(cls, model: Any, first: bool) -> EightBitBert | None:
        """Out of a transformers model; None: it is another kind of encoder."""
        config = model.config
        plain = getattr(config, "position_embedding_type", None) in (None, "absolute")
        if config.model_type != "bert" or config.hidden_act != "gelu" or not plain:
            return None
        weights = {name: value.detach().cpu().float() for name, value in model.state_dict().items()}
        try:
            return cls(weights, config.num_attention_heads, config.layer_norm_eps, first)
        except (AttributeError, RuntimeError):  # this torch has no eight-bit products, or not on this processor
            return None

    def encode(self, texts: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """(n, width) unit rows of texts given as token numbers."""
        lengths = [len(tokens) for tokens in texts]
        with torch.inference_mode():
            tokens = torch.tensor([token for text in texts for token in text])
            found: NDArray[np.float32] = self._encoder(tokens, lengths).numpy()
            return found


def _compiled(encoder: nn.Module) -> Any:
    """The encoder by TorchScript, or as it is where torch cannot: the same vectors, but holding Python's lock."""
    with warnings.catch_warnings():  # torch means to drop TorchScript one day
        warnings.simplefilter("ignore")
        try:
            return torch.jit.script(encoder.eval())
        except (AttributeError, NotImplementedError, RuntimeError):
            return encoder.eval()


def _norm(weights: Mapping[str, Tensor], name: str, epsilon: float) -> Norm:
    return Norm(weights[f"{name}.weight"], weights[f"{name}.bias"], epsilon)
