"""Which type of contract it is: works, goods, services or light touch services, by the word for it or by what is bought."""
