namespace AccountAlerts.Domain.Accounts;

/// <summary>The stages of an account as files, conditions and settings write them.</summary>
public static class LifecycleWords
{
    public static string Of(Lifecycle lifecycle) => lifecycle switch
    {
        Lifecycle.Trial => "trial",
        Lifecycle.Onboarding => "onboarding",
        Lifecycle.Active => "active",
        Lifecycle.Renewing => "renewing",
        _ => "churned",
    };
}
