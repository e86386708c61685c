"""Batches answered in several processes."""

from api.batch_search import CHUNK, Batch, in_processes, search_batch
from api.services import Services
from api.settings import Settings
from search.query import Filters


def test_several_processes_give_what_one_gives_in_the_same_order(settings: Settings) -> None:
    services = Services(settings)
    queries = ("技能等级认定", "总工会的职责", "谁印发的", "没有这样的词语") * CHUNK
    batch = Batch(queries, 5, Filters())
    alone = [[hit.passage.id for hit in result.hits] for result in search_batch(services, batch)]
    together = [[hit.passage.id for hit in result.hits] for result in in_processes(settings, batch, 2)]
    services.close()
    assert together == alone
    assert any(alone)
