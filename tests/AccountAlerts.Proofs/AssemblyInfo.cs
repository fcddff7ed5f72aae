// Processes of the product beside each other would only slow each other down, and every window of time here would have to be wider.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
