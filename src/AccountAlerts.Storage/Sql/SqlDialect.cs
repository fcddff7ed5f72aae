namespace AccountAlerts.Storage.Sql;

/// <summary>The few expressions for which the databases have no common words. Everything else is written so that both understand it.</summary>
public abstract class SqlDialect
{
    /// <summary>Whether a text is one of those in a JSON array of texts.</summary>
    public abstract string IsIn(string text, string jsonArray);

    /// <summary>Whether a number is one of those in a JSON array of numbers.</summary>
    public abstract string IsAmong(string number, string jsonArray);

    /// <summary>A member of a JSON object as JSON, null if it is missing or null.</summary>
    public abstract string Member(string json, string name);

    /// <summary>The least of values that are not null.</summary>
    public abstract string Least(params string[] values);

    /// <summary>The greatest of values that are not null.</summary>
    public abstract string Greatest(params string[] values);

    /// <summary>Ends a SELECT that locks its rows until the work ends, and waits for whoever has them. Empty where one work runs at a time.</summary>
    public virtual string Locked => "";

    /// <summary>Ends a SELECT that locks its rows and leaves out those that somebody else has. Empty where one work runs at a time.</summary>
    public virtual string LockedOrSkipped => "";
}
