using System.IO.Compression;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder.Reading;

namespace AccountAlerts.Sources.Tests.DropFolder.Reading;

/// <summary>Measured alone, since the runtime counts what all threads allocate.</summary>
[CollectionDefinition(nameof(BoundedMemoryTests), DisableParallelization = true)]
[Collection(nameof(BoundedMemoryTests))]
public sealed class BoundedMemoryTests : IDisposable
{
    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("usage.csv", "Line 1 goes on for more than 1,048,576 bytes: a quote is not closed, or this is no CSV file.")]
    [InlineData("usage.ndjson", "Line 1 goes on for more than 1,048,576 bytes: write one object per line.")]
    public async Task A_line_without_an_end_is_refused_in_bounded_memory(string name, string refusal)
    {
        // Reading stops after the first megabyte, so what follows may as well be gigabytes; packed, it takes no room on the disk.
        string path = _scene.Folder[name + ".gz"];
        await using (GZipStream packed = new(File.Create(path), CompressionLevel.Fastest))
        {
            byte[] block = new byte[1 << 20];
            Array.Fill(block, (byte)'a');
            for (int i = 0; i < 64; i++)
                packed.Write(block);
        }

        ContractFile file = Assert.IsType<ContractFile>(ContractFile.Parse(path));
        long before = GC.GetTotalAllocatedBytes();
        FileReport report = await new ContractFileReader(_scene.Store, "test", _scene.Failed, _scene.Limits).ReadAsync(file, ImportScene.Now, null, CancellationToken.None);

        Assert.Equal(refusal, report.Refusal);
        Assert.True(_scene.NothingImported);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 32L << 20);
    }
}
