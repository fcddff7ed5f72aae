using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>The life of a service before those in which something happens to it.</summary>
internal static class FirstLife
{
    /// <summary>All is well at the first evaluation, and everybody is known and greeted: what is told afterwards is news.</summary>
    public static async Task LiveAsync(Place place, SeatFleet fleet, IChatServer chat)
    {
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using var first = place.Serve();
        Assert.True(await Patience.UntilAsync(() => first.HasExited || place.State.Evaluated == fleet.Accounts, Place.Long) && !first.HasExited, first.Log);
        await chat.MeetAsync(await first.AddressAsync());
        Assert.True(await Patience.UntilAsync(() => first.HasExited || place.State.Pending == 0, Place.Long) && !first.HasExited, first.Log);
        await first.KillAsync();
    }
}
