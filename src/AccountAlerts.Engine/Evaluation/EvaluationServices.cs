using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Fleet;
using AccountAlerts.Engine.Evaluation.LeftOut;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Engine.Tuning;
using AccountAlerts.Engine.Tuning.LookBack;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Adds what works scores and triggers out, and explains them.</summary>
public static class EvaluationServices
{
    /// <param name="rules">Models, metrics and how long a silent source counts; the triggers are those of the alert catalogue.</param>
    public static IServiceCollection AddEvaluation(this IServiceCollection services, Func<AlertCatalogue, EvaluationRules> rules)
    {
        services.AddSingleton(provider => rules(provider.GetRequiredService<AlertCatalogue>()));
        services.AddSingleton<EvaluatorFactory>();
        services.AddSingleton<FleetEvaluator>();
        services.AddSingleton<IFleetEvaluator>(provider => provider.GetRequiredService<FleetEvaluator>());
        services.AddSingleton<IFleetLook>(provider => provider.GetRequiredService<FleetEvaluator>());
        services.AddSingleton<AccountGroups>();
        services.AddSingleton<ScoreExplainer>();
        services.AddSingleton<IScoreCourse, ScoreCourse>();
        services.AddSingleton<IAccountAnswers, AccountAnswers>();
        services.AddSingleton<IAccountPages, AccountPages>();
        services.AddSingleton<IRouteReports, RouteReports>();
        services.AddSingleton<ICardPreviews, CardPreviews>();
        services.AddSingleton<Backtests>();
        services.AddSingleton<LookBacks>();
        services.AddSingleton<ILeftOut, LeftOutDesk>();
        return services.AddSingleton<IReports, Reports>();
    }

    /// <summary>Remembers by which models accounts were judged when, and lets this release's own wait until they are adopted.</summary>
    public static IServiceCollection AddHealthModels(this IServiceCollection services)
    {
        services.AddSingleton<ModelComparison>();
        return services.AddSingleton<HealthModelBook>();
    }

    /// <summary>For a process that serves: inputs that people called wrong are left out. Commands show what the facts say.</summary>
    public static IServiceCollection AddLeftOutInputs(this IServiceCollection services) => services.AddSingleton<ILeftOutInputs, LeftOutInputs>();
}
