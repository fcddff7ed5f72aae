namespace AccountAlerts.Teams.Checks;

/// <summary>What stands where Teams is to call.</summary>
public enum EndpointState
{
    /// <summary>Nobody said where.</summary>
    NotSet,
    NotHttps,
    Answers,

    /// <summary>Somebody answers, and not as this service does.</summary>
    Other,
    Silent,
}

/// <summary>Looks from here whether the address answers that Teams is to call.</summary>
/// <param name="publicUrl">Where the service is reached from outside; null where that is not set.</param>
public sealed class EndpointProbe(HttpClient http, Uri? publicUrl)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Uri? Address { get; } = publicUrl is null ? null : new Uri(publicUrl.AbsoluteUri.TrimEnd('/') + "/api/messages");

    public async Task<EndpointState> LookAsync(CancellationToken cancellation)
    {
        if (Address is null)
            return EndpointState.NotSet;
        if (Address.Scheme != Uri.UriSchemeHttps && !Address.IsLoopback)
            return EndpointState.NotHttps;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, Address);
            using var response = await http.SendAsync(request, over.Token);
            return response.IsSuccessStatusCode ? EndpointState.Answers : EndpointState.Other;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return EndpointState.Silent;
        }
    }
}
