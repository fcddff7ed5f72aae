using AccountAlerts.Engine.Conversations.Asked;
using AccountAlerts.Engine.Evaluation.Briefs;
using AccountAlerts.Engine.Rhythm;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Engine.Evaluation.Asked;

public static class AskedServices
{
    /// <summary>Answers about one account, a portfolio, or every account of which something holds; added after evaluation and alerting.</summary>
    public static IServiceCollection AddAsked(this IServiceCollection services)
    {
        services.TryAddSingleton<AccountBook>();
        services.TryAddSingleton<BriefTemplate>();
        services.TryAddSingleton<BriefWords>();
        services.TryAddSingleton<IBriefs, Briefs.Briefs>();
        services.TryAddSingleton<BriefAnswers>();
        services.TryAddSingleton<PeopleAnswers>();
        services.TryAddSingleton<Portfolios.Portfolios>();
        services.TryAddSingleton<PortfolioAnswers>();
        services.TryAddSingleton<ConditionLists>();
        services.TryAddSingleton<ConditionAnswers>();
        services.TryAddSingleton<AskedDesk>();
        return services;
    }
}
