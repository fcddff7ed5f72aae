using System.Globalization;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Operations;

/// <summary>Hands each finding on once a day, however often it is found and by however many replicas.</summary>
/// <remarks>
/// Who is about to tell takes the finding's name first; what was taken and not told within a few minutes was lost with its process, and is
/// free again. So a crash in between can repeat a notice, never lose one; the key in it lets a receiver drop the second.
/// </remarks>
internal sealed class OncePerDay(INoticeWay way, IProductValues values, TimeProvider clock) : IOperationsNotice
{
    private const string Scope = "$operations";

    /// <summary>Longer than any way takes.</summary>
    private static readonly TimeSpan Taken = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    public async Task<bool> TellAsync(string key, Message message, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        string name = $"{way.Name}/{key}";
        string? before = await values.GetAsync(Scope, name, cancellation);
        if (Mark.Parse(before) is { } mark)
        {
            if (mark.Told && mark.At.UtcDateTime.Date == now.UtcDateTime.Date)
                return true;
            if (!mark.Told && now - mark.At < Taken)
                return false;
        }

        string taken = new Mark(false, now).ToString();
        if (!await values.TrySetAsync(Scope, name, before, taken, cancellation))
            return false;
        bool told = await way.SendAsync(new Notice(key, now, message), cancellation);
        await values.TrySetAsync(Scope, name, taken, told ? new Mark(true, now).ToString() : before, CancellationToken.None);
        if (told)
            await ForgetAsync(now, cancellation);
        return told;
    }

    private async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var (name, text) in await values.ListAsync(Scope, cancellation))
        {
            if (Mark.Parse(text) is not { } mark || now - mark.At > Remembered)
                await values.TrySetAsync(Scope, name, text, null, cancellation);
        }
    }

    /// <param name="Told">False while somebody is about to.</param>
    private sealed record Mark(bool Told, DateTimeOffset At)
    {
        private const string ToldWord = "told";
        private const string TakenWord = "taken";

        public override string ToString() => $"{(Told ? ToldWord : TakenWord)} {At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}";

        public static Mark? Parse(string? text) => text?.Split(' ') is [ToldWord or TakenWord, var at]
            && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? new Mark(text.StartsWith(ToldWord, StringComparison.Ordinal), instant)
                : null;
    }
}
