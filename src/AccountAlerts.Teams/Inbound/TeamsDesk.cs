using System.Collections.Concurrent;
using AccountAlerts.Teams.Extension;
using AccountAlerts.Teams.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Teams.Inbound;

/// <summary>
/// Everything that Teams brings: does the work, and answers within the few seconds for which Teams waits. What takes longer goes on after, and
/// its words come into the chat.
/// </summary>
public sealed partial class TeamsDesk(
    TeamsClicks clicks, TeamsQuestions questions, TeamsWelcome welcome, AccountSearch search, TeamsAnswers answers, SeenTeamsEvents seen,
    TimeProvider machineClock, ILogger<TeamsDesk> logger) : ITeamsDesk, IAsyncDisposable
{
    private const string Execute = "adaptiveCard/action";
    private const string Query = "composeExtension/query";

    /// <summary>Teams waits five seconds for a search, about ten for a press and fifteen for anything.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Task, byte> _underWay = new();
    private readonly CancellationTokenSource _stopping = new();

    public async Task<InvokeAnswer?> TakeAsync(Activity activity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(activity);
        // Bots speak to bots in channels; none of them is a teammate.
        if (activity.From?.Id is null || activity.From.Id == activity.Recipient?.Id)
            return null;
        var work = HandleAsync(activity);
        if (!work.IsCompleted)
        {
            try
            {
                return await work.WaitAsync(AnswerWithin, machineClock, cancellation);
            }
            catch (TimeoutException)
            {
                Keep(work);
                return activity.Name == Execute ? InvokeAnswer.Say(TeamsSayings.StillAtIt) : activity.Name == Query ? AccountSearch.Nothing(TeamsSayings.StillAtIt) : null;
            }
            catch (OperationCanceledException)
            {
                // Whoever waited has left; the work goes on.
                Keep(work);
                return null;
            }
        }

        return await work;
    }

    /// <summary>Waits for what is under way, so that no answer is lost at a stop.</summary>
    public async Task SettleAsync()
    {
        while (!_underWay.IsEmpty)
            await Task.WhenAll(_underWay.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        await SettleAsync().WaitAsync(StopWithin, machineClock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopping.CancelAsync();
        _stopping.Dispose();
    }

    /// <summary>Never throws: whoever pressed or asked gets to know that something broke.</summary>
    private async Task<InvokeAnswer?> HandleAsync(Activity activity)
    {
        try
        {
            return await RouteAsync(activity, _stopping.Token);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.Broken(logger, activity.Type ?? "", activity.Name ?? "", fault);
            return activity.Type switch
            {
                ActivityTypes.Invoke when activity.Name == Query => AccountSearch.Nothing(TeamsSayings.Broken.Text),
                ActivityTypes.Invoke => InvokeAnswer.Say(TeamsSayings.Broken.Text),
                ActivityTypes.Message => await SorryAsync(activity),
                _ => null,
            };
        }
    }

    private Task<InvokeAnswer?> RouteAsync(Activity activity, CancellationToken cancellation) => activity.Type switch
    {
        ActivityTypes.Invoke when activity.Name == Execute => OnceAsync(activity, TeamsClicks.CountsOnce(activity), PressAsync, AgainAsync, cancellation),
        ActivityTypes.Invoke when activity.Name == Query => SearchAsync(activity, cancellation),
        ActivityTypes.Invoke => Task.FromResult<InvokeAnswer?>(InvokeAnswer.NotImplemented),
        ActivityTypes.Message when activity.Value is { ValueKind: System.Text.Json.JsonValueKind.Object } =>
            OnceAsync(activity, TeamsClicks.CountsOnce(activity), PressAsync, Quietly, cancellation),
        ActivityTypes.Message => OnceAsync(activity, TeamsQuestions.CountsOnce(activity), AskAsync, Quietly, cancellation),
        ActivityTypes.InstallationUpdate or ActivityTypes.ConversationUpdate => WelcomeAsync(activity, cancellation),
        _ => Quietly(activity, cancellation),
    };

    /// <param name="counted">True if the work itself counts once, however often it is done: then nothing is remembered beside it.</param>
    /// <param name="again">For an event that was handled already.</param>
    private async Task<InvokeAnswer?> OnceAsync(Activity activity, bool counted, Handler work, Handler again, CancellationToken cancellation)
    {
        if (counted || activity.Id is not { Length: > 0 } id)
            return await work(activity, cancellation);
        string place = activity.Conversation?.Id ?? "";
        if (!await seen.BeginAsync(place, id, cancellation))
            return await again(activity, cancellation);
        var answer = await work(activity, cancellation);
        await seen.EndAsync(place, id, cancellation);
        return answer;
    }

    private async Task<InvokeAnswer?> WelcomeAsync(Activity activity, CancellationToken cancellation)
    {
        await welcome.GreetAsync(activity, cancellation);
        return null;
    }

    private async Task<InvokeAnswer?> SorryAsync(Activity activity)
    {
        try
        {
            await answers.SayPrivatelyAsync(activity, TeamsSayings.Broken, _stopping.Token);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.AnswerBroken(logger, fault);
        }

        return null;
    }

    private async Task<InvokeAnswer?> SearchAsync(Activity activity, CancellationToken cancellation) => await search.FindAsync(activity, cancellation);

    private async Task<InvokeAnswer?> PressAsync(Activity activity, CancellationToken cancellation) => await clicks.PressAsync(activity, cancellation);

    private async Task<InvokeAnswer?> AgainAsync(Activity activity, CancellationToken cancellation) => await clicks.AgainAsync(activity, cancellation);

    private async Task<InvokeAnswer?> AskAsync(Activity activity, CancellationToken cancellation)
    {
        await questions.AnswerAsync(activity, cancellation);
        return null;
    }

    private static Task<InvokeAnswer?> Quietly(Activity activity, CancellationToken cancellation) => Task.FromResult<InvokeAnswer?>(null);

    private void Keep(Task task)
    {
        if (task.IsCompleted)
            return;
        _underWay[task] = 0;
        _ = task.ContinueWith(ended => _underWay.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private delegate Task<InvokeAnswer?> Handler(Activity activity, CancellationToken cancellation);

    private static partial class Log
    {
        [LoggerMessage(3551, LogLevel.Error, "Something of type {Type} {Name} that came from Teams could not be handled.")]
        public static partial void Broken(ILogger logger, string type, string name, Exception fault);

        [LoggerMessage(3552, LogLevel.Error, "An answer to Teams could not be given.")]
        public static partial void AnswerBroken(ILogger logger, Exception fault);
    }
}
