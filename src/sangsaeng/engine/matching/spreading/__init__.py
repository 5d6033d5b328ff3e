"""One match done by many workers, of this machine or of a cluster, with the answers of one."""
