namespace AccountAlerts.Storage.Sql;

/// <summary>
/// A prepared statement, without ADO's reader and parameter objects. Columns count from 0 and parameters from 1. Not thread-safe;
/// spans are valid until the next <see cref="Step"/> or <see cref="Reset"/>.
/// </summary>
// Columns are read by methods named for the type that they give, as in every data reader.
#pragma warning disable CA1720
public abstract class SqlStatement : IDisposable
{
    public abstract SqlStatement Bind(int parameter, long value);

    public abstract SqlStatement Bind(int parameter, double value);

    public abstract SqlStatement Bind(int parameter, ReadOnlySpan<byte> blob);

    /// <summary>Binds a text, which may hold any character, U+0000 too; null binds null.</summary>
    public abstract SqlStatement Bind(int parameter, string? text);

    /// <summary>Binds a text that is in UTF-8 already.</summary>
    public abstract SqlStatement BindText(int parameter, ReadOnlySpan<byte> utf8);

    public abstract SqlStatement BindNull(int parameter);

    /// <returns>True if there is a row.</returns>
    public abstract bool Step();

    /// <summary>Makes the statement ready to run again; what is bound stays bound.</summary>
    public abstract SqlStatement Reset();

    /// <summary>Runs a statement that changes rows and has no result, and makes it ready to run again.</summary>
    /// <returns>How many rows it changed.</returns>
    public abstract long Execute();

    /// <summary>
    /// As <see cref="Execute"/>, but the run may be put off and joined with those of the same statement that follow at once; it is done
    /// before any other statement of the session runs, and before the work ends.
    /// </summary>
    /// <param name="refused">Every run must change exactly one row; the work fails with this if one does not. Null: any number is right.</param>
    public abstract void Queue(Func<Exception>? refused = null);

    public abstract bool IsNull(int column);

    public abstract long Int64(int column);

    public abstract double Real(int column);

    /// <summary>The bytes of a blob, or of a text in UTF-8; empty for null.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract string Text(int column);

    public abstract void Dispose();

    /// <summary>Binds a number; null binds null.</summary>
    public SqlStatement Bind(int parameter, double? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public SqlStatement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    /// <inheritdoc cref="Execute"/>
    public void Run() => Execute();

    public int Int32(int column) => (int)Int64(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public double? RealOrNull(int column) => IsNull(column) ? null : Real(column);
}
