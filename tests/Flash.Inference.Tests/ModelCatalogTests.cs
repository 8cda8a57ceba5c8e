namespace Flash.Inference.Tests;

public sealed class ModelCatalogTests
{
    [Fact]
    public void Models_are_the_folders_with_an_index() =>
        Assert.Equal(
            [
                "blank",
                "current",
                "flash",
                "flux",
                "flux-dev",
                "half",
                "inpaint",
                "lcm",
                "legacy",
                "not-numbers",
                "sd3",
                "things",
                "xl",
            ],
            ModelCatalog.Names(TinyModel.Folder("."))
        );

    [Fact]
    public void An_unknown_model_is_answered_with_those_that_exist()
    {
        var e = Assert.Throws<InferenceException>(() =>
            ModelCatalog.FindModel("dreams", new InferenceOptions { ModelsPath = TinyModel.Folder(".") })
        );

        Assert.EndsWith(
            "found blank, current, flash, flux, flux-dev, half, inpaint, lcm, legacy, not-numbers, sd3, things, xl.",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_name_that_climbs_out_of_the_folder_is_not_found() =>
        Assert.Throws<InferenceException>(() =>
            ModelCatalog.FindModel(
                "flash/../../Models/flash",
                new InferenceOptions { ModelsPath = TinyModel.Folder(".") }
            )
        );

    [Fact]
    public void A_models_folder_that_does_not_exist_is_named()
    {
        var e = Assert.Throws<InferenceException>(() =>
            ModelCatalog.FindModelsFolder(new InferenceOptions { ModelsPath = "/nowhere" })
        );

        Assert.Equal("The models folder /nowhere (Flash:Inference:ModelsPath) does not exist.", e.Message);
    }
}
