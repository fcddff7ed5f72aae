// Most of the time these tests wait for leases, for a minute to come, for processes to start: three of them fit beside each other on two cores.
// Those that measure time have the machine for themselves (see Alone).
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
