"""The engine for large archives: Elasticsearch 9 through its official client."""

from service.index.base import Engine
from service.index.elasticsearch.connection import Connection
from service.index.elasticsearch.engine import ElasticsearchEngine
from service.settings import Settings


class ElasticsearchFactory:
    """`TALLY_INDEX=elasticsearch://[user:password@]host:port[,host:port…][/prefix]`, all of them nodes of one cluster.

    `elasticsearchs://` goes through TLS.
    The prefix, `tally` unless given, begins the name of every index, so that several archives may share a cluster.
    """

    schemes = ("elasticsearch", "elasticsearchs")

    def open(self, settings: Settings) -> Engine:
        """The cluster's indices; made when they are first written to, so that a cluster that is down delays nothing."""
        return ElasticsearchEngine(Connection.of(settings.index.get_secret_value(), timeout=settings.index_timeout))


ENGINE = ElasticsearchFactory()
