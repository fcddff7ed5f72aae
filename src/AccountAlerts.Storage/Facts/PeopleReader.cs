using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Reads the persons of accounts in one pass.</summary>
internal sealed class PeopleReader(SqlSession session, TextCache texts) : IDisposable
{
    private readonly AccountCursor _packed = new(session, "people_packed", "people", key => (int)key);
    private readonly FirstVersions _versions = new();

    public void Seek(int first, int last) => _packed.Seek(first, last);

    public IReadOnlyList<Person> Read(int account) => _packed.IsAt(account) ? PeopleBlock.Read(_packed.Row.Bytes(1), _versions, texts) : [];

    public void Dispose() => _packed.Dispose();
}
