from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from search.indexes.eight_bits import EightBitBert, EightBitLinear, Norm, hold_to_one_thread  # noqa: E402

TEXTS = [[2, 5, 6, 7, 3], [2, 9, 3], [2, *range(5, 25), 3]]


def encoder(**changes: object) -> object:
    """A BERT of two layers with random weights, whose layer norms make two columns ten times as large as the rest."""
    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    model = transformers.BertModel(transformers.BertConfig(**({"vocab_size": 30} | sizes | changes))).eval()
    with torch.no_grad():
        for name, weights in model.named_parameters():
            if "LayerNorm.weight" in name:
                weights[3] = weights[17] = 10.0
    return model


def float_vectors(model: object, first: bool) -> np.ndarray:
    rows = []
    for tokens in TEXTS:
        with torch.inference_mode():
            hidden = model(input_ids=torch.tensor([tokens])).last_hidden_state[0]  # type: ignore[operator]
        row = (hidden[0] if first else hidden.mean(0)).numpy()
        rows.append(row / np.linalg.norm(row))
    return np.stack(rows)


@pytest.mark.parametrize("first", [False, True])
def test_vectors_in_eight_bits_are_those_of_the_model(first: bool) -> None:
    model = encoder()
    quick = EightBitBert.of(model, first)
    assert quick is not None
    found = quick.encode(TEXTS)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert (found * float_vectors(model, first)).sum(1).min() > 0.999


def test_texts_together_have_the_vectors_that_they_have_alone() -> None:
    quick = EightBitBert.of(encoder(), first=False)
    assert quick is not None
    assert quick.encode(TEXTS) == pytest.approx(np.vstack([quick.encode([text]) for text in TEXTS]), abs=2e-3)


def test_an_encoder_of_another_make_is_left_alone() -> None:
    assert EightBitBert.of(encoder(hidden_act="relu"), first=False) is None
    torch.manual_seed(0)
    config = transformers.DistilBertConfig(vocab_size=30, dim=32, n_layers=1, n_heads=2, hidden_dim=64)
    assert EightBitBert.of(transformers.DistilBertModel(config), first=False) is None


def test_a_column_that_a_norm_makes_large_does_not_blur_the_others() -> None:
    torch.manual_seed(0)
    gain = torch.ones(64)
    gain[5] = 500.0
    values, weight, bias = torch.randn(20, 64) * gain, torch.randn(16, 64), torch.randn(16)
    weight[:, 5] = 0.0
    wanted = values @ weight.t() + bias
    errors = [
        float((EightBitLinear(weight, bias, norm)(values) - wanted).abs().max())
        for norm in (None, Norm(gain, torch.zeros(64), 1e-12))
    ]
    assert errors[1] < 0.5 < 10 * errors[1] < errors[0]


def test_each_token_has_its_own_scale() -> None:
    torch.manual_seed(0)
    values, weight, bias = torch.randn(2, 64), torch.randn(16, 64), torch.zeros(16)
    values[0] *= 1000
    found, wanted = EightBitLinear(weight, bias)(values), values @ weight.t()
    assert float((found - wanted)[1].abs().max()) < 0.02 * float(wanted[1].abs().max()) + 0.1


def test_one_thread_is_held_to_itself_alone() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        with ThreadPoolExecutor(1, initializer=hold_to_one_thread) as held, ThreadPoolExecutor(1) as free:
            assert held.submit(torch.get_num_threads).result() == 1
            assert free.submit(torch.get_num_threads).result() == 3
            assert torch.get_num_threads() == 3
            assert held.submit(torch.get_num_threads).result() == 1
    finally:
        torch.set_num_threads(before)
