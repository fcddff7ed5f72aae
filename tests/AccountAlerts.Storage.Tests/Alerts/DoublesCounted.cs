using System.Diagnostics.Metrics;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>What the service's own counter of possible doubles grew by while something ran; what other tests do meanwhile is left out.</summary>
internal static class DoublesCounted
{
    private static readonly AsyncLocal<bool> Ours = new();

    public static async Task<long> DuringAsync(Func<Task> work)
    {
        long counted = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "accountalerts.delivery.doubled_possible")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) =>
        {
            if (Ours.Value)
                counted += value;
        });
        listener.Start();
        Ours.Value = true;
        await work();
        return counted;
    }
}
