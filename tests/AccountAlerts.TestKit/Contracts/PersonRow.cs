using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.TestKit.Contracts;

/// <summary>One row of people, or of usage where nothing but the id is known, out of a small world, so that persons come again.</summary>
public sealed record PersonRow(
    string Account, string Person, string? Name, string? Email, string? Role, string? Department, DateOnly? FirstSeen, DateOnly? DeactivatedOn)
{
    // Empty and odd texts, and one that is longer than a small buffer.
    private static readonly string?[] Texts = [null, null, "Ines", "Zoë 家", "a\0b", "😀 Tom", new string('x', 700)];

    private static readonly DateOnly June1 = new(2026, 6, 1);

    /// <summary>Up to four imports of up to thirty rows; true for one of usage.</summary>
    public static Arbitrary<(bool Usage, PersonRow[] Rows)[]> Imports { get; } = Arb.From(
        from imports in Gen.Choose(1, 4)
        from some in Import().ArrayOf(imports)
        select some);

    public Cell[] Cells() => ContractRow.Of(
        FactStream.People, ("account_id", Account), ("person_id", Person), ("name", Name), ("email", Email), ("role", Role), ("department", Department),
        ("first_seen", FirstSeen), ("deactivated_on", DeactivatedOn));

    private static Gen<(bool, PersonRow[])> Import() =>
        from usage in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        from rows in Row().ArrayOf().Resize(30)
        select (usage, rows);

    private static Gen<PersonRow> Row() =>
        from account in Gen.Elements("acme", "bolt", "cyan")
        from person in Gen.Elements("ines", "tom", "eva", "max", "zoë", "uwe", "amy")
        from name in Gen.Elements(Texts)
        // An address of their own: two with the same are told as one person.
        from email in Gen.Elements(null, null, $"{account}-{person}@example.com")
        from role in Gen.Elements(null, "user", "champion", "executive", "admin", "power_user")
        from department in Gen.Elements(null, "sales", "finance", "Vertrieb Süd")
        from first in Gen.Elements(null, (DateOnly?)June1.AddDays(-300), June1)
        from gone in Gen.Elements(null, null, (DateOnly?)June1.AddDays(5))
        select new PersonRow(account, person, name, email, role, department, first, gone);
}
